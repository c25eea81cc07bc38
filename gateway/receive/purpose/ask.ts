import { z } from 'zod';
import { DEPARTMENTS, type DepartmentName } from '../../../schema/departments.ts';
import { asOwnedBy } from '../../../schema/sdl.ts';
import { PURPOSE_KINDS } from '../../../schema/sharing.ts';
import type { FetchOperation, Owner } from '../../fetch/owners/owner.ts';
import type { TaskSource } from './task.ts';

/** Longest wait for a task: nothing of the client's question has begun. Source: trust.md, 2 s per fetch. */
const ANSWER_TIMEOUT_MS = 2000;

/** Whose request it is where the gateway asks. No client's is called so. */
const GATEWAY = 'gateway';

const Answer = z.object({
  task: z
    .object({
      id: z.string(),
      kind: z.enum(PURPOSE_KINDS),
      documentNumber: z.string(),
      people: z.array(z.string()),
      units: z.array(z.string()).nullable(),
      validFrom: z.string(),
      validTo: z.string().nullable(),
      state: z.string(),
    })
    .nullable(),
});

/** The question, made once for each department: its owner keeps what it compiled for it. */
const operationOf = (department: DepartmentName): FetchOperation => ({
  kind: 'query',
  name: 'Task',
  text: `query Task($id: ID!) { task: ${asOwnedBy(department, 'taskOfOwner')}(id: $id) { id kind documentNumber people units validFrom validTo state } }`,
});

const OPERATIONS = new Map(
  Object.keys(DEPARTMENTS).map((name) => [name, operationOf(name as DepartmentName)]),
);

/** Asks the department that acts, on the gateway's own behalf: a purpose is checked before anybody has one. */
export const tasksOfOwners =
  (owners: () => readonly Owner[]): TaskSource =>
  async (department, id) => {
    const owner = owners().find(({ name }) => name === department);
    const operation = OPERATIONS.get(department);
    if (owner === undefined || operation === undefined) throw new Error(`${department} is not wired`);
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    const { data, errors } = await owner.fetch({
      operation,
      variables: { id },
      client: { viewer: GATEWAY, asker: undefined, own: true, signal },
    });
    if (errors !== undefined) throw new Error(`${department} answers with errors`, { cause: errors[0] });
    return Answer.parse(data).task ?? undefined;
  };
