import type { GraphQLSchema } from 'graphql';
import { CodedError } from '../../../schema/errors.ts';
import { compileRule } from '../../oversight/rule/compile.ts';
import type { RuleFile } from '../../oversight/rule/files.ts';
import { ruleSchema } from '../../oversight/rule/metadata.ts';
import type { SchemaChange } from './change.ts';
import type { Graph } from './graph.ts';
import { concerns } from './operations.ts';
import { coordinatesOf } from './used.ts';

/** A place where a change breaks a standing rule. */
export interface BrokenRule {
  /** File that the rule is in. */
  readonly rule: string;
  /** Empty where the change reaches the rule by its condition alone. */
  readonly coordinate: string;
  readonly reason: string;
}

/** What is wrong with a rule over a graph with the directives of rules; undefined where it fits. */
const faultOf = (text: string, schema: GraphQLSchema): string | undefined => {
  try {
    compileRule(text, schema);
    return undefined;
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return error.message;
  }
};

/**
 * The standing rules that changes break: those that fitted before, and read what was changed as an operation does or
 * no longer fit. One that was wrong before is nobody's to break.
 */
export const brokenRules = (
  rules: readonly RuleFile[],
  changes: readonly SchemaChange[],
  before: Graph,
  after: Graph,
): BrokenRule[] => {
  if (changes.length === 0) return [];
  const breaking = changes.filter(({ level }) => level === 'breaking');
  const [was, is] = [ruleSchema(before.api), ruleSchema(after.api)];
  return rules.flatMap(({ file: rule, text }) => {
    if (faultOf(text, was) !== undefined) return [];
    const used = coordinatesOf(text, was);
    const broken = breaking
      .filter((change) => concerns(change, used))
      .map(({ coordinate, text: reason }) => ({ rule, coordinate, reason }));
    if (broken.length > 0) return broken;
    const reason = faultOf(text, is);
    return reason === undefined ? [] : [{ rule, coordinate: '', reason }];
  });
};
