import { CodedError } from '../../../schema/errors.ts';
import type { Rule } from '../../oversight/rule/compile.ts';
import type { Bilingual } from '../../oversight/rule/metadata.ts';
import { ruleFiles, type RuleFile } from '../../oversight/rule/files.ts';
import { rulesOver } from '../../oversight/rule/over.ts';

/** A built-in rule that fits a graph, with the file that it is in. */
export interface CompiledRule extends RuleFile {
  readonly rule: Rule;
}

/** The built-in rules over a supergraph. Throws RULES_DO_NOT_FIT, which names each that does not, the place and why. */
export const compiledRules = (supergraphSdl: string): CompiledRule[] => {
  const compile = rulesOver(supergraphSdl);
  const faults: Bilingual[] = [];
  const compiled = ruleFiles().flatMap((file) => {
    try {
      return { ...file, rule: compile(file.text) };
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      faults.push({ en: `${file.file}: ${error.message}`, zh: `${file.file}：${error.zh}` });
      return [];
    }
  });
  if (faults.length > 0)
    throw new CodedError('RULES_DO_NOT_FIT', {
      faults: faults.map(({ en }) => en).join('\n'),
      faultsZh: faults.map(({ zh }) => zh).join('\n'),
    });
  return compiled;
};
