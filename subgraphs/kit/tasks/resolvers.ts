// The tasks of a department through the graph.
import type { DepartmentName } from '../../../schema/departments.ts';
import { CodedError } from '../../../schema/errors.ts';
import { asOwnedBy } from '../../../schema/sdl.ts';
import type { Asker, PurposeKind } from '../../../schema/sharing.ts';
import type { PageArguments } from '../database/pages.ts';
import { connection } from '../graph/connection.ts';
import type { ContextParts } from '../graph/context.ts';
import { batch, root } from '../graph/fields.ts';
import type { IResolvers } from '../graph/resolvers.ts';
import { givenInstitutions, givenList, givenPeriod, givenText, isRowNumber } from '../sharing/given.ts';
import { requireStaff } from '../sharing/rights.ts';
import { insertTask, taskById, taskPage, updateEnded, type ReadTask } from './store.ts';
import { hindranceOf, type Hindrance, type Task } from './task.ts';

type Context = Pick<ContextParts, 'db' | 'asker' | 'write' | 'today'>;

interface TaskInput {
  readonly kind: PurposeKind;
  readonly documentNumber: string;
  readonly title: string;
  readonly people: readonly string[];
  readonly units?: readonly string[] | null;
  readonly validFrom: string;
  readonly validTo?: string | null;
}

/** The department's staff, or the department itself, which a gateway asks before there is an asker. */
const requireInside = (owner: DepartmentName, asker: Asker | undefined): void => {
  if (asker !== undefined) requireStaff(owner, asker.viewer);
};

const register = (
  owner: DepartmentName,
  { input }: { readonly input: TaskInput },
  { asker, write }: Context,
): Promise<Task> => {
  const { subject } = requireStaff(owner, asker?.viewer);
  const task = {
    kind: input.kind,
    documentNumber: givenText('documentNumber', input.documentNumber),
    title: givenText('title', input.title),
    people: givenList(
      'people',
      input.people.map((name) => givenText('people', name)),
    ),
    units: givenInstitutions(input.units),
    ...givenPeriod(input.validFrom, input.validTo),
    registeredBy: subject,
  };
  return write((db) => insertTask(db, task));
};

const end = (
  owner: DepartmentName,
  { id, version }: Pick<ReadTask, 'id' | 'version'>,
  { asker, write }: Context,
): Promise<Task> => {
  requireStaff(owner, asker?.viewer);
  if (!isRowNumber(id)) throw new CodedError('TASK_UNKNOWN', { owner });
  return write((db) => updateEnded(db, { owner, id, version }));
};

type ListArguments = PageArguments & { readonly mine?: boolean | null };

const queriesOf = (owner: DepartmentName) => ({
  [asOwnedBy(owner, 'tasksOfOwner')]: root(
    ({ mine, ...page }: ListArguments, { db, asker }: Context, asked) => {
      requireInside(owner, asker);
      return taskPage(db, { ...page, person: mine === true ? asker?.viewer.subject : undefined }, asked);
    },
  ),
  [asOwnedBy(owner, 'taskOfOwner')]: root(
    async ({ id }: { readonly id: string }, { db, asker }: Context): Promise<Task | null> => {
      requireInside(owner, asker);
      return isRowNumber(id) ? taskById(db, id) : null;
    },
  ),
});

const mutationsOf = (owner: DepartmentName) => ({
  [asOwnedBy(owner, 'registerTaskOfOwner')]: async (
    _: unknown,
    args: { readonly input: TaskInput },
    context: Context,
  ) => register(owner, args, context),
  [asOwnedBy(owner, 'endTaskOfOwner')]: async (
    _: unknown,
    args: Pick<ReadTask, 'id' | 'version'>,
    context: Context,
  ) => end(owner, args, context),
});

/** Resolvers of `schema/owner/tasks.graphql` for a department. */
export const taskResolvers = (owner: DepartmentName): IResolvers => ({
  Query: queriesOf(owner),
  Mutation: mutationsOf(owner),
  Task: {
    hindrance: batch(
      ['people', 'state', 'validFrom', 'validTo'],
      (tasks: readonly Task[], _: unknown, { asker, today }: Context): readonly (Hindrance | null)[] =>
        tasks.map((task) =>
          asker === undefined ? null : (hindranceOf(task, owner, asker.viewer, today) ?? null),
        ),
    ),
  },
  TaskConnection: connection<Task>(),
});
