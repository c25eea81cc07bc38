import { Kind, parse, validate } from 'graphql';
import { CodedError } from '../../schema/errors.ts';
import { apiSchemaOf } from '../compose/api-schema.ts';
import { choosePlanner, type PlannerName } from './choose.ts';
import { takenNames } from './names.ts';
import { readOperation } from './operation.ts';
import { printPlan } from './print.ts';

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
