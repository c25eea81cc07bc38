// What is registered of a person that a deed goes on from: asked of its owner about just this person, as the oversight.
import { GraphQLError } from 'graphql';
import { z } from 'zod';
import type { DepartmentName } from '../../../schema/departments.ts';
import { CodedError } from '../../../schema/errors.ts';
import type { FetchOperation, Owner } from '../../fetch/owners/owner.ts';
import { oversightAsker, type AskedFor } from '../graph.ts';
import { question } from '../question.ts';

const Text = z.string().nullable();
const Row = z.object({
  id: z.string(),
  version: z.int(),
  validFrom: z.string(),
  institution: z.object({ code: z.string() }).nullable(),
});

const Born = z.object({ bornOn: Text, sex: Text, education: Text });
const Appointed = z.object({
  appointments: z.array(Row.extend({ concurrent: z.boolean().nullable() })).nullable(),
});
const Died = z.object({
  death: z.object({ diedOn: z.string(), sourceDocument: Text }).nullable(),
});
const Seated = z.object({ seats: z.array(Row).nullable() });

/** Who somebody is, as HR has it; nulls where it does not say, or does not know the person. */
export type Born = z.infer<typeof Born>;
/** A record that holds on a day. */
export type HeldRow = z.infer<typeof Row>;

/** Reads about persons. Throws what their owners say where they do not answer. */
export interface Known {
  readonly born: (pid: string) => Promise<Born>;
  /** A registered death, as HR has it; null where there is none. */
  readonly death: (
    pid: string,
  ) => Promise<{ readonly diedOn: string; readonly sourceDocument: string | null } | null>;
  /** Posts that somebody holds on a day. */
  readonly appointments: (
    pid: string,
    asOf: string,
  ) => Promise<readonly (HeldRow & { readonly concurrent: boolean | null })[]>;
  /** Seats that somebody holds on a day. */
  readonly seats: (pid: string, asOf: string) => Promise<readonly HeldRow[]>;
}

const operationOf = (fields: string, declared = ''): FetchOperation => ({
  kind: 'query',
  text: `query Known($of: [_Any!]!${declared}) { persons: _entities(representations: $of) { ... on Person { ${fields} } } }`,
});

const ROW = 'id version validFrom institution { code }';
const QUESTIONS = {
  born: operationOf('bornOn sex education'),
  death: operationOf('death { diedOn sourceDocument }'),
  appointments: operationOf(`appointments(asOf: $asOf) { ${ROW} concurrent }`, ', $asOf: Date'),
  seats: operationOf(`seats(asOf: $asOf) { ${ROW} }`, ', $asOf: Date'),
};

/** Asks owners for a request. */
export const knownBy = (
  owners: ReadonlyMap<string, Owner>,
  { signal, trace }: Omit<AskedFor, 'supposed'>,
): Known => {
  const ask = async <Answer extends z.ZodType>(
    name: DepartmentName,
    operation: FetchOperation,
    Person: Answer,
    { pid, ...variables }: { readonly pid: string; readonly asOf?: string },
  ): Promise<z.infer<Answer>> => {
    const owner = owners.get(name);
    if (owner === undefined) throw new CodedError('SUBGRAPH_UNAVAILABLE', { owner: name });
    const asker = oversightAsker('oversight', question(operation.text).documentKey, trace);
    const { data, errors = [] } = await owner.fetch({
      operation,
      variables: { of: [{ __typename: 'Person', pid }], ...variables },
      client: { viewer: asker.viewer.subject, asker, signal: AbortSignal.any([signal]) },
    });
    const [fault] = errors;
    if (fault !== undefined)
      throw new GraphQLError(fault.message, { extensions: { ...fault.extensions, owner: name } });
    const answer = z.object({ persons: z.array(Person).length(1) }).safeParse(data);
    if (!answer.success) throw new CodedError('ANSWER_INVALID', { owner: name });
    return answer.data.persons[0] as z.infer<Answer>;
  };
  return {
    born: (pid) => ask('hr', QUESTIONS.born, Born, { pid }),
    death: async (pid) => (await ask('hr', QUESTIONS.death, Died, { pid })).death,
    appointments: async (pid, asOf) =>
      (await ask('organization', QUESTIONS.appointments, Appointed, { pid, asOf })).appointments ?? [],
    seats: async (pid, asOf) =>
      (await ask('establishment', QUESTIONS.seats, Seated, { pid, asOf })).seats ?? [],
  };
};
