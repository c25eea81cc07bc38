import type { ExecutionResult } from 'graphql';
import { DEPARTMENT_NAMES } from '../../../../../schema/departments.ts';
import type { DepartmentName } from '../../../../../schema/departments.ts';
import type { PurposeKind } from '../../../../../schema/sharing.ts';
import type { Ask } from '../ask.ts';

/** A task as its department answers with it. */
interface TaskNode {
  readonly id: string;
  readonly kind: PurposeKind;
  readonly documentNumber: string;
  readonly title: string;
  /** Codes of institutions; null for the whole district. */
  readonly units: readonly string[] | null;
  /** First day on which it no longer holds. */
  readonly validTo: string | null;
  /** Why nothing is read for it today; null where something is. */
  readonly hindrance: string | null;
}

/** A task that the viewer may read for today. */
export interface Task extends TaskNode {
  /** What the header `x-purpose` says. */
  readonly name: string;
}

/** Tasks by the departments that were asked; a department that does not answer has none. */
type Answer = Readonly<Partial<Record<DepartmentName, { readonly nodes: readonly TaskNode[] } | null>>>;

/** A department's name as root fields have it. */
export const fieldName = (department: DepartmentName): string =>
  department.charAt(0).toUpperCase() + department.slice(1);

const documentOf = (departments: readonly DepartmentName[]): string => {
  const fields = departments.map(
    (name) => `${name}: tasksOf${fieldName(name)}(mine: true, first: 100) { nodes { ...Task } }`,
  );
  return `query ConsoleTasks { ${fields.join(' ')} }
    fragment Task on Task { id kind documentNumber title units validTo hindrance }`;
};

/** What a department answers to somebody who is not of its staff, and so on none of its tasks. */
const FORBIDDEN = 'FORBIDDEN';

const isForbidden = (name: DepartmentName, errors: ExecutionResult['errors'] = []): boolean =>
  errors.some(({ path, extensions }) => path?.[0] === name && extensions?.['code'] === FORBIDDEN);

/** The tasks of a department that the viewer is on; undefined where it does not answer. */
const tasksOf = (name: DepartmentName, { data, errors }: ExecutionResult<Answer>): Task[] | undefined => {
  const nodes = data?.[name]?.nodes ?? (isForbidden(name, errors) ? [] : undefined);
  return nodes?.map((task) => ({ ...task, name: `${name}/${task.id}` }));
};

/**
 * The viewer's tasks in force, those of the own department; every department is asked where the page does not know which
 * that is. Undefined where nobody answers.
 */
export const readTasks = async (
  ask: Ask,
  department: DepartmentName | undefined,
): Promise<readonly Task[] | undefined> => {
  const departments = department === undefined ? DEPARTMENT_NAMES : [department];
  const answer = await ask<Answer>({ query: documentOf(departments), operationName: 'ConsoleTasks' });
  if ('code' in answer) return undefined;
  const answered = departments.map((name) => tasksOf(name, answer)).filter((tasks) => tasks !== undefined);
  return answered.length === 0 ? undefined : answered.flat().filter(({ hindrance }) => hindrance === null);
};
