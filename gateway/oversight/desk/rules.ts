import { apiSchemaOf } from '../../compose/api-schema.ts';
import type { ClientRequest } from '../../fetch/owners/client-request.ts';
import { readDeclared } from '../../receive/limits/declared.ts';
import type { Values } from '../condition/expression.ts';
import { compileRule, type Rule } from '../rule/compile.ts';
import { ruleFault } from '../rule/fault.ts';
import { ruleSchema } from '../rule/metadata.ts';
import { checkExtent, checkWeight } from './limits.ts';

/** Compiles what somebody has written; refused where it is no rule, or more than a question may be. */
export type CompileGiven = (
  text: string,
  parameters: string | null | undefined,
  client: ClientRequest,
) => Rule;

/** Rules over a supergraph. */
export interface WrittenRules {
  readonly given: CompileGiven;
  /** Those of the product, each compiled once. */
  readonly builtin: (text: string) => Rule;
}

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** Parameters as they are written: a JSON object, or nothing. Else RULE_INVALID. */
export const parametersGiven = (text: string | null | undefined): Values => {
  const value = text === null || text === undefined || text.trim() === '' ? {} : parsedJson(text);
  if (!isObject(value))
    throw ruleFault(undefined, { en: 'the parameters are no JSON object', zh: '参数不是 JSON 对象' });
  return value;
};

/** Reads a supergraph for what is written against it. */
export const writtenRules = (supergraphSdl: string): WrittenRules => {
  const schema = ruleSchema(apiSchemaOf(supergraphSdl));
  const declared = readDeclared(supergraphSdl);
  const known = new Map<string, Rule>();
  return {
    given: (text, parameters, client) => {
      checkExtent(text, schema, client);
      const rule = compileRule(text, schema, parametersGiven(parameters));
      checkWeight(rule, schema, declared);
      return rule;
    },
    builtin: (text) => {
      const rule = known.get(text) ?? compileRule(text, schema);
      known.set(text, rule);
      return rule;
    },
  };
};
