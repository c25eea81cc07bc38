import { CodedError } from '../../../schema/errors.ts';
import type { FieldOwners } from '../evidence/owners.ts';
import { touches, type Touch } from '../follow/touch.ts';
import type { Rule } from '../rule/compile.ts';
import { ruleFiles } from '../rule/files.ts';
import type { Ledger, RuleVersion } from '../run/ledger.ts';
import { changesOf, type Deed } from './deed.ts';

/** A rule that is at work. */
export interface RuleAtWork {
  readonly rule: Rule;
  /** Its version in the ledger; null for a built-in rule that no ledger keeps yet. */
  readonly version: number | null;
}

/** The rules at work, and the ids of those that do not fit the graph. */
export interface RulesAtWork {
  readonly rules: readonly RuleAtWork[];
  readonly unfit: readonly string[];
}

/** Reads the rules at work; a ledger that keeps none yet has the built-in ones. */
export const rulesAtWork = async (
  { activeRules }: Pick<Ledger, 'activeRules'>,
  compiled: (version: RuleVersion) => Rule,
): Promise<RulesAtWork> => {
  const active = await activeRules();
  const kept: readonly RuleVersion[] =
    active.length > 0
      ? active
      : ruleFiles().map(({ file, text }) => ({
          ruleId: file.split('-', 1)[0] ?? file,
          version: 0,
          text,
          parameters: {},
          origin: 'BUILTIN',
        }));
  const rules: RuleAtWork[] = [];
  const unfit: string[] = [];
  for (const version of kept)
    try {
      rules.push({ rule: compiled(version), version: version.version === 0 ? null : version.version });
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      unfit.push(version.ruleId);
    }
  return { rules, unfit };
};

/** The rules that some fact of a deed can touch, by what they read. */
export const touchedBy = (
  rules: readonly RuleAtWork[],
  deed: Deed,
  touchesOf: (rule: Rule) => readonly Touch[],
): RuleAtWork[] => {
  const changes = changesOf(deed);
  return rules.filter(({ rule }) =>
    touchesOf(rule).some((touch) => changes.some((change) => touches(touch, change))),
  );
};

/** Whom of a deed a rule is asked about. */
export const subjectOf = ({ metadata: { subject } }: Rule, { person, institution }: Deed): string =>
  subject === 'PERSON' ? person : institution;

/** Fields of each owner that a rule's sentences may tell of; who the subjects are is asked by lists of their own. */
export const toldBy = (owners: FieldOwners, rule: Rule): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...owners.coordinates(rule)].map(([owner, coordinates]) => [
      owner,
      [...coordinates].filter((coordinate) => !coordinate.startsWith('Query.')),
    ]),
  );
