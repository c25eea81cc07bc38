import type { DepartmentName } from '../../../schema/departments.ts';
import type { SupposedFact } from '../../../schema/sharing.ts';
import type { Changed } from '../follow/touch.ts';

/** A fact that a deed brings about. */
export interface DeedFact extends SupposedFact {
  readonly owner: DepartmentName;
  /** Kind of the fact as the owner's change feed names it, e.g. `payment`. */
  readonly fact: string;
}

/** Something that somebody is about to do: what would be registered once it is done. */
export interface Deed {
  /** Key of the person that it is about. */
  readonly person: string;
  /** Code of the institution that it is about. */
  readonly institution: string;
  /** Day on which the rules are asked: the day of the deed, or the last day of its month. */
  readonly asOf: string;
  readonly facts: readonly DeedFact[];
}

/** What each owner is to suppose. */
export const supposedOf = ({ facts }: Deed): Readonly<Record<string, readonly SupposedFact[]>> => {
  const byOwner: Record<string, SupposedFact[]> = {};
  for (const { owner, fact: _, ...supposed } of facts) (byOwner[owner] ??= []).push(supposed);
  return byOwner;
};

/** The changes that would be told once it is done. */
export const changesOf = ({ facts, person, institution }: Deed): Changed[] =>
  facts.flatMap(({ owner, fact }) => [
    { owner, fact, subjectKind: 'PERSON', subject: person },
    { owner, fact, subjectKind: 'INSTITUTION', subject: institution },
  ]);

/** Fields without those that nobody gave. */
export const given = (
  fields: Readonly<Record<string, string | number | boolean | null | undefined>>,
): SupposedFact['fields'] =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      value === null || value === undefined ? [] : [[name, value] as const],
    ),
  );
