import { DEPARTMENT_NAMES } from '../../../../../schema/departments.ts';
import type { DepartmentName } from '../../../../../schema/departments.ts';
import { REFUSAL_REASONS } from '../../../../../schema/sharing.ts';
import type { RefusalReason } from '../../../../../schema/sharing.ts';
import type { Language } from '../language.ts';

/** Why a field is not shown, or `LIMITED` where it is shown in part. */
export type Why = RefusalReason | 'LIMITED';

/** Fields that one owner does not show, or shows in part, for one reason. */
export interface Refusal {
  readonly owner: DepartmentName;
  readonly why: Why;
  /** `Type.field`, or `Type.field(argument:)` where that chooses by a field that is refused; each once. */
  readonly coordinates: readonly string[];
  /** What to do next, as the owner says it. */
  readonly apply: Readonly<Record<Language, string>>;
}

/** What kept the whole question, or an owner's part of it, from being answered, as the server says it. */
interface Hindrance {
  readonly text: Readonly<Record<Language, string>>;
}

export interface Refusals {
  readonly refusals: readonly Refusal[];
  readonly hindrances: readonly Hindrance[];
}

/** Codes whose texts are shown as they are. */
const HINDRANCES: ReadonlySet<string> = new Set([
  'ACCESS_LOG_UNAVAILABLE',
  'PURPOSE_INVALID',
  'PURPOSE_MALFORMED',
  'PURPOSE_UNVERIFIABLE',
]);

const NONE: Refusals = { refusals: [], hindrances: [] };

/** Most answers have none of these, and some are long: they are not read for nothing. */
const HINT = /"(?:SHARING_|PURPOSE_|ACCESS_LOG_UNAVAILABLE)/;

const member = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;

const text = (of: unknown, name: string): string => {
  const value = member(of, name);
  return typeof value === 'string' ? value : '';
};

const whyOf = (extensions: unknown): Why | undefined => {
  if (member(extensions, 'code') === 'SHARING_LIMITED') return 'LIMITED';
  return REFUSAL_REASONS.find((reason) => reason === member(extensions, 'reason'));
};

const refusalOf = (extensions: unknown): Refusal[] => {
  const owner = DEPARTMENT_NAMES.find((name) => name === member(extensions, 'owner'));
  const why = whyOf(extensions);
  if (owner === undefined || why === undefined) return [];
  const apply = { en: text(extensions, 'apply'), zh: text(extensions, 'applyZh') };
  const coordinate = text(extensions, 'argument') || text(extensions, 'coordinate');
  return [{ owner, why, coordinates: [coordinate], apply }];
};

/** One for each owner and reason. An answer has them in the order in which owners were done; here they keep their places. */
const gather = (refusals: readonly Refusal[]): readonly Refusal[] => {
  const gathered = new Map<string, Refusal>();
  for (const refusal of refusals) {
    const key = `${refusal.owner} ${refusal.why}`;
    const coordinates = [...(gathered.get(key)?.coordinates ?? []), ...refusal.coordinates];
    gathered.set(key, { ...refusal, coordinates: [...new Set(coordinates)] });
  }
  return DEPARTMENT_NAMES.flatMap((name) => [...gathered.values()].filter(({ owner }) => owner === name));
};

const hindranceOf = (error: unknown): Hindrance => {
  const extensions = member(error, 'extensions');
  const en = text(error, 'message');
  return { text: { en, zh: text(extensions, 'zh') || en } };
};

const parse = (response: string): unknown => {
  try {
    return JSON.parse(response);
  } catch {
    return undefined;
  }
};

/** What owners did not show of an answer, and why: read from its text. */
export const refusalsOf = (response: string): Refusals => {
  const errors = HINT.test(response) ? member(parse(response), 'errors') : undefined;
  if (!Array.isArray(errors)) return NONE;
  const codeOf = (error: unknown): string => text(member(error, 'extensions'), 'code');
  const hindrances = errors.filter((error) => HINDRANCES.has(codeOf(error))).map(hindranceOf);
  return {
    refusals: gather(
      errors
        .filter((error) => codeOf(error).startsWith('SHARING_'))
        .flatMap((error) => refusalOf(member(error, 'extensions'))),
    ),
    hindrances: [...new Map(hindrances.map((hindrance) => [hindrance.text.en, hindrance])).values()],
  };
};
