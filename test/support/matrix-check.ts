// Whether an answer shows what the oracle says, and nothing else.
import type { DepartmentName } from '../../schema/departments.ts';
import type { Question } from './matrix-questions.ts';
import { UNITS, type Canary, type World } from './matrix-world.ts';

interface AnswerError {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly AnswerError[];
}

/** What is asked, of whom, and what the oracle says of each field on the way and at its end. */
export interface Checked {
  readonly owner: DepartmentName;
  readonly question: Question;
  /** Fields on the way in their order, with those before the department. */
  readonly way: readonly string[];
  readonly verdictOf: (coordinate: string) => string;
  readonly text: string;
}

/** All values that stand under a name, however deep. */
const valuesAt = (data: unknown, name: string): unknown[] => {
  if (Array.isArray(data)) return data.flatMap((each) => valuesAt(each, name));
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => (key === name ? [value] : valuesAt(value, name)));
};

/** The objects that have all of the fields that were asked for. */
const objectsOf = (data: unknown, fields: readonly string[]): Record<string, unknown>[] => {
  if (Array.isArray(data)) return data.flatMap((each) => objectsOf(each, fields));
  if (typeof data !== 'object' || data === null) return [];
  const below = Object.values(data).flatMap((each) => objectsOf(each, fields));
  return fields.every((name) => name in data) ? [data as Record<string, unknown>, ...below] : below;
};

const scopeOf = (verdict: string): readonly string[] | undefined =>
  verdict.startsWith('SCOPED ') ? verdict.slice('SCOPED '.length).split(',') : undefined;

const FOREIGN = new Set(['SHARING_REFUSED', 'SHARING_LIMITED']);

/** What is wrong with an answer. */
export const faultsOf = (world: World, { owner, question, way, verdictOf, text }: Checked): string[] => {
  const { type, fields } = question;
  const { data, errors = [] } = JSON.parse(text) as Answer;
  const faults: string[] = [];
  const said = errors.map(({ extensions = {} }) => extensions);
  const about = (code: string, coordinate: string, reason?: string): boolean =>
    said.some(
      (each) =>
        each['code'] === code &&
        each['coordinate'] === coordinate &&
        (reason === undefined || each['reason'] === reason),
    );
  for (const error of errors)
    if (!FOREIGN.has(String(error.extensions?.['code']))) faults.push(`an error: ${error.message}`);
  const leaked: readonly Canary[] = world.found(text);
  const objects = objectsOf(data, fields);
  const blocked = way.find((coordinate) => verdictOf(coordinate).startsWith('REFUSED'));
  if (blocked !== undefined) {
    const reason = verdictOf(blocked).slice('REFUSED '.length);
    if (!about('SHARING_REFUSED', blocked, reason)) faults.push(`no refusal of ${blocked} for ${reason}`);
    if (objects.length > 0) faults.push(`objects of ${type} behind ${blocked}`);
  }
  for (const field of fields) {
    const coordinate = `${type}.${field}`;
    const verdict = verdictOf(coordinate);
    const shown = leaked.filter((each) => each.owner === owner && each.coordinate === coordinate);
    const refused = blocked !== undefined || verdict.startsWith('REFUSED');
    if (refused) {
      if (shown.length > 0) faults.push(`${coordinate} shows ${shown.length} values`);
      if (objects.some((object) => object[field] !== null)) faults.push(`${coordinate} is not null`);
      const reason = verdict.slice('REFUSED '.length);
      if (blocked === undefined && objects.length > 0 && !about('SHARING_REFUSED', coordinate, reason))
        faults.push(`no refusal of ${coordinate} for ${reason}`);
      continue;
    }
    const chain = [...way, coordinate].filter((each) => scopeOf(verdictOf(each)) !== undefined);
    const scope = chain.reduce<readonly string[]>(
      (units, each) => units.filter((unit) => scopeOf(verdictOf(each))?.includes(unit)),
      UNITS,
    );
    const outside = shown.filter(({ unit }) => !scope.includes(unit));
    if (outside.length > 0) faults.push(`${coordinate} shows ${outside[0]?.unit}, which is out of scope`);
    if (
      chain.length === 0 &&
      FOREIGN.has(String(said.find((each) => each['coordinate'] === coordinate)?.['code']))
    )
      faults.push(`${coordinate} is refused or limited`);
    const isLimited = chain.some(
      (each) => about('SHARING_LIMITED', each) || about('SHARING_REFUSED', each, 'OUT_OF_SCOPE'),
    );
    if (chain.length > 0 && objects.length > 0 && !isLimited)
      faults.push(`${coordinate} is limited in silence`);
    const closed = chain.some((each) => about('SHARING_REFUSED', each, 'OUT_OF_SCOPE'));
    for (const unit of scope)
      if (
        !closed &&
        question.isComplete &&
        world.of(owner, coordinate).some((each) => each.unit === unit) &&
        !shown.some((each) => each.unit === unit)
      )
        faults.push(`${coordinate} of ${unit} is missing`);
    if (type === 'Institution' && scope.length < UNITS.length && chain.includes(coordinate))
      for (const object of objects)
        if (typeof object['code'] === 'string' && !scope.includes(object['code']) && object[field] !== null)
          faults.push(`${coordinate} of ${object['code']} is not null`);
  }
  return faults;
};

/** Values under a name of an answer. */
export const valuesOf = (text: string, name: string): unknown[] => valuesAt(JSON.parse(text), name);
