import { apiSchemaOf } from '../../compose/api-schema.ts';
import type { Values } from '../condition/expression.ts';
import { compileRule, type Rule } from './compile.ts';
import { ruleSchema } from './metadata.ts';

/** Compiles rules against what clients see of a supergraph. */
export const rulesOver = (supergraphSdl: string): ((text: string, parameters?: Values) => Rule) => {
  const schema = ruleSchema(apiSchemaOf(supergraphSdl));
  return (text, parameters) => compileRule(text, schema, parameters);
};
