import type { Rule } from '../../oversight/rule/compile.ts';
import { ruleFiles, type RuleFile } from '../../oversight/rule/files.ts';
import { rulesOver } from '../../oversight/rule/over.ts';

/** A built-in rule that fits a graph, with the file that it is in. */
export interface CompiledRule extends RuleFile {
  readonly rule: Rule;
}

/** The built-in rules over a supergraph. Throws RULE_INVALID. */
export const compiledRules = (supergraphSdl: string): CompiledRule[] => {
  const compile = rulesOver(supergraphSdl);
  return ruleFiles().map((file) => ({ ...file, rule: compile(file.text) }));
};
