import type { GraphQLFormattedError } from 'graphql';
import { isEntity, type Entity } from '../merge/entity.ts';
import type { Execution } from './execution.ts';
import { answerInvalid, fetchFailures } from './failures.ts';
import type { FetchOperation, Owner } from '../owners/owner.ts';
import type { ResponsePath } from '../merge/places.ts';

/** An answer that has been looked at: its data, and the errors that came with it. */
export interface Answered {
  readonly data: Entity | undefined;
  readonly errors: readonly GraphQLFormattedError[];
}

/** The client's values for the variables that an operation uses; one that was not given stays away. */
export const pickVariables = (names: readonly string[], { variables }: Execution): Entity => {
  const picked: Entity = {};
  for (const name of names) if (Object.hasOwn(variables, name)) picked[name] = variables[name];
  return picked;
};

/** Asks an owner. Where it has no answer, the places that are left empty get an error, and undefined is returned. */
export const ask = async (
  owner: Owner,
  operation: FetchOperation,
  variables: Entity,
  execution: Execution,
  places: () => readonly ResponsePath[],
): Promise<Answered | undefined> => {
  const { client, errors } = execution;
  try {
    const answer = await owner.fetch({ operation, variables, client });
    if (isEntity(answer.data) || (answer.errors?.length ?? 0) > 0)
      return { data: answer.data ?? undefined, errors: answer.errors ?? [] };
    errors.push(...fetchFailures(owner.name, answerInvalid(owner.name, operation.kind), places()));
  } catch (reason) {
    client.signal.throwIfAborted();
    errors.push(...fetchFailures(owner.name, reason, places()));
  }
  return undefined;
};
