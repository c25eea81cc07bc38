// How much of an access log somebody may see.
import type { DepartmentName } from '../../../schema/departments.ts';
import type { Role, Viewer } from '../../../schema/sharing.ts';

/** Whose accesses are asked for. */
export interface AccessQuestion {
  readonly pid?: string | null | undefined;
  readonly institution?: string | null | undefined;
  readonly department?: string | null | undefined;
}

/** All that was asked for, what is disclosed of it, or nothing. */
export type Sight = 'ALL' | 'DISCLOSED' | 'NOTHING';

/** Who answers in a department for what it looks at, and for what is looked at of it. */
const OVERSEERS: ReadonlySet<Role> = new Set(['director', 'investigator']);

/** For a unit, and for nobody's person: an access that touched the unit may list persons of others. */
const isOfOwnUnit = ({ roles, units }: Viewer, { pid, institution }: AccessQuestion): boolean =>
  roles.includes('unit-hr') && (pid ?? null) === null && units.includes(institution ?? '');

/**
 * What a viewer may see of an owner's log. A department sees all that it did itself, whoever the owner; the owner sees
 * what others did, and of their investigations only what is disclosed: it may be the one that is looked into.
 */
export const sightOf = (
  owner: DepartmentName,
  viewer: Viewer | undefined,
  question: AccessQuestion,
): Sight => {
  if (viewer === undefined) return 'NOTHING';
  const { roles, department } = viewer;
  if (department !== undefined && roles.some((role) => OVERSEERS.has(role))) {
    if (question.department === department) return 'ALL';
    if (department === owner) return 'DISCLOSED';
  }
  return isOfOwnUnit(viewer, question) ? 'DISCLOSED' : 'NOTHING';
};
