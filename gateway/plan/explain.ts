import { Supergraph } from '@apollo/federation-internals';
import { Kind, parse, validate, type GraphQLSchema } from 'graphql';
import { CodedError } from '../../schema/errors.ts';
import { choosePlanner, type PlannerName } from './choose.ts';
import { takenNames } from './names.ts';
import { readOperation } from './operation.ts';
import { printPlan } from './print.ts';

/** What clients see of a supergraph, as graphql-js has it. */
const apiSchemaOf = (supergraphSdl: string): GraphQLSchema =>
  Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema();

/** How the operations of a document would be answered where none of their conditions holds, as text. */
export const explainPlan = (supergraphSdl: string, text: string, planner?: PlannerName): string => {
  const schema = apiSchemaOf(supergraphSdl);
  const made = choosePlanner(supergraphSdl, planner, () => undefined);
  const taken = takenNames(parse(supergraphSdl, { noLocation: true }));
  const document = parse(text);
  const [error] = validate(schema, document);
  if (error !== undefined) throw new CodedError('GRAPHQL_VALIDATION_FAILED', { reason: error.message });
  return document.definitions
    .flatMap((definition) => (definition.kind === Kind.OPERATION_DEFINITION ? [definition] : []))
    .map((operation) => {
      const asked = readOperation(document, operation, taken);
      const values = Object.fromEntries(asked.conditions.map((name) => [name, false]));
      return printPlan(asked.plan(values, made).plan);
    })
    .join('\n\n');
};
