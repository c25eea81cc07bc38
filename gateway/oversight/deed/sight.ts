// What of the rules' sentences somebody may read: what their owners would show the reader anyway.
import { decisionsOf, type AskDecisions, type FieldExplanation } from '../../access/explain/decisions.ts';
import type { ClientRequest } from '../../fetch/owners/client-request.ts';
import type { Owner } from '../../fetch/owners/owner.ts';
import type { FieldOwners } from '../evidence/owners.ts';
import type { Rule } from '../rule/compile.ts';
import { toldBy, type RuleAtWork } from './touched.ts';

/** What somebody is shown of what the rules read. */
export interface Sight {
  /** Owners of a rule's facts that keep some of them from the reader: the sentence is not shown. */
  readonly hiddenBy: (rule: Rule) => readonly string[];
  /** What was read of each department, and what of it the reader is not shown. */
  readonly read: readonly {
    readonly department: string;
    readonly coordinates: readonly string[];
    readonly hidden: readonly string[];
  }[];
}

/** Looks for a client: each owner is asked for its decisions once. */
export type Look = (
  rules: readonly RuleAtWork[],
  institution: string,
  client: ClientRequest,
) => Promise<Sight>;

/** What is shown of some institutions only tells all about this one, where a rule is about it and nobody else. */
const isShown = ({ decision, institutions }: FieldExplanation, onlyOf: string | undefined): boolean =>
  decision === 'SERVED' ||
  (decision === 'LIMITED' && onlyOf !== undefined && (institutions ?? []).includes(onlyOf));

const unionOf = (maps: readonly ReadonlyMap<string, readonly string[]>[]): Map<string, Set<string>> => {
  const all = new Map<string, Set<string>>();
  for (const map of maps)
    for (const [owner, coordinates] of map) {
      const known = all.get(owner) ?? new Set();
      all.set(owner, known);
      for (const coordinate of coordinates) known.add(coordinate);
    }
  return all;
};

/** Looks with the eyes of clients. */
export const sightOver = (owners: ReadonlyMap<string, Owner>, fields: FieldOwners): Look => {
  const deciders = new Map<string, AskDecisions>(
    [...owners].map(([name, owner]) => [name, decisionsOf(owner)]),
  );
  return async (rules, institution, client) => {
    const told = new Map(rules.map(({ rule }) => [rule, toldBy(fields, rule)]));
    const all = unionOf([...told.values()]);
    const decided = new Map(
      await Promise.all(
        [...all].map(async ([owner, coordinates]) => {
          const decisions = (await deciders.get(owner)?.([...coordinates], client)) ?? [];
          return [owner, new Map(decisions.map((each) => [each.coordinate, each]))] as const;
        }),
      ),
    );
    const isHidden = (owner: string, coordinate: string, onlyOf: string | undefined): boolean => {
      const decision = decided.get(owner)?.get(coordinate);
      return decision === undefined || !isShown(decision, onlyOf);
    };
    return {
      hiddenBy: (rule) => {
        const onlyOf = rule.metadata.subject === 'INSTITUTION' ? institution : undefined;
        return [...(told.get(rule) ?? [])]
          .filter(([owner, coordinates]) => coordinates.some((each) => isHidden(owner, each, onlyOf)))
          .map(([owner]) => owner)
          .sort();
      },
      read: [...all]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([department, coordinates]) => ({
          department,
          coordinates: [...coordinates].sort(),
          hidden: [...coordinates].filter((each) => isHidden(department, each, institution)).sort(),
        })),
    };
  };
};
