import {
  getDirectiveValues,
  getVariableValues,
  print,
  valueFromASTUntyped,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';
import type { RuleDocument } from './document.ts';
import { ofGraphql, ruleFault } from './fault.ts';
import type { Bilingual } from './metadata.ts';

/** A parameter as a rule declares it, see `@parameter`. */
export interface Parameter extends Bilingual {
  readonly name: string;
  /** Type in the graph, e.g. `[InstitutionKind!]`. */
  readonly type: string;
  /** As GraphQL writes it; undefined where it must be given. */
  readonly standard: string | undefined;
  /** The default as a value of JSON; null where there is none. */
  readonly defaultValue: unknown;
  /** Where the default comes from. */
  readonly source: string;
}

const declared = (schema: GraphQLSchema, definition: VariableDefinitionNode): Parameter => {
  const said = getDirectiveValues(schema.getDirective('parameter')!, definition) as unknown as Bilingual & {
    readonly source: string;
  };
  return {
    ...said,
    name: definition.variable.name.value,
    type: print(definition.type),
    standard: definition.defaultValue && print(definition.defaultValue),
    defaultValue: definition.defaultValue ? valueFromASTUntyped(definition.defaultValue) : null,
  };
};

/** The parameters that a rule declares, in their order. */
export const declaredParameters = ({ parameters }: RuleDocument, schema: GraphQLSchema): Parameter[] =>
  parameters.map((definition) => declared(schema, definition));

/** Values of a rule's parameters: those given, else the defaults. Throws RULE_INVALID. */
export const parametersOf = (
  { metadata, parameters }: RuleDocument,
  schema: GraphQLSchema,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
  const known = new Set(parameters.map(({ variable }) => variable.name.value));
  const unknown = Object.keys(given).find((name) => !known.has(name));
  if (unknown !== undefined)
    throw ruleFault(metadata.id, { en: `there is no parameter ${unknown}`, zh: `没有参数 ${unknown}` });
  const { coerced, errors } = getVariableValues(schema, parameters, given);
  if (coerced === undefined)
    throw ruleFault(metadata.id, ofGraphql(errors[0]?.message ?? 'a parameter is wrong'));
  return coerced;
};
