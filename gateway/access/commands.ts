import { getArgumentValues, type FieldNode, type GraphQLObjectType } from 'graphql';
import type { ClientRequest } from '../fetch/owners/client-request.ts';
import type { Variables } from '../plan/decide.ts';
import type { CommandChecks } from './own-fields.ts';

/** Looks at all commands of an operation; what is thrown refuses it. */
export type LookAtCommands = (variables: Variables, client: ClientRequest) => Promise<void>;

/** The checks of an operation's root fields, in their order; undefined where there are none, as for almost every operation. */
export const lookAtCommands = (
  type: GraphQLObjectType,
  fields: readonly FieldNode[],
  checks: CommandChecks,
): LookAtCommands | undefined => {
  const looked = fields.flatMap((node) => {
    const check = checks[node.name.value];
    const field = type.getFields()[node.name.value];
    return check === undefined || field === undefined ? [] : [{ check, field, node }];
  });
  if (looked.length === 0) return undefined;
  return async (variables, client) => {
    for (const { check, field, node } of looked)
      await check(getArgumentValues(field, node, variables) as never, client);
  };
};
