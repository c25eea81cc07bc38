import { existsSync, readFileSync } from 'node:fs';
import { CodedError } from '../../../schema/errors.ts';
import { explainJudgement } from '../../oversight/judge/explain.ts';
import { judgePage } from '../../oversight/judge/page.ts';
import type { RuleGraph } from '../../oversight/graph.ts';
import type { Rule } from '../../oversight/rule/compile.ts';
import { ruleFiles } from '../../oversight/rule/files.ts';
import type { CommandContext } from '../context.ts';
import { withRules } from './open.ts';

export interface TryOptions {
  readonly asOf?: string;
}

/** A rule by its number, or as a file has it. */
export const ruleCalled = ({ compile }: Pick<RuleGraph, 'compile'>, name: string): Rule => {
  const builtin = ruleFiles().find(({ file }) => file.startsWith(`${name}-`));
  if (builtin !== undefined) return compile(builtin.text);
  if (!existsSync(name)) throw new CodedError('RULE_UNKNOWN', { rule: name });
  return compile(readFileSync(name, 'utf8'));
};

/** `rules try`: one subject, with the decision step by step; nothing is kept. */
export const tryRule = (
  context: CommandContext,
  name: string,
  subject: string,
  { asOf }: TryOptions,
): Promise<void> =>
  withRules(context, async ({ graph, today }) => {
    const rule = ruleCalled(graph, name);
    const day = asOf ?? today();
    const range = { after: null, upTo: null, among: [subject] };
    const { found, unknown, missing } = await judgePage(rule, day, range, graph.ask);
    const [one] = found;
    if (one === undefined) {
      const owners = [...missing, ...unknown.flatMap((each) => each.owners)];
      const text =
        owners.length > 0
          ? `unknown: ${owners.join(', ')} did not answer · 无法判定：${owners.join('、')}未应答`
          : 'not in the population of the rule · 不在规则范围内';
      context.terminal.result({ subject, hits: [], owners }, text);
      return;
    }
    const steps = explainJudgement(rule, day, one.row);
    const lines = steps.map(
      ({ part, cel, depth, value }) =>
        `${'  '.repeat(depth)}${depth === 0 ? `${part}: ` : ''}${cel.trim().replaceAll(/\s+/g, ' ')}\n${'  '.repeat(depth)}  = ${value}`,
    );
    const verdict = one.hits.map(({ severity, says }) => `${severity}: ${says.en.trim()}\n${says.zh.trim()}`);
    const text = [...lines, '', ...(verdict.length === 0 ? ['no hit · 未命中'] : verdict)].join('\n');
    context.terminal.result(
      {
        subject,
        row: one.row,
        steps,
        hits: one.hits.map((hit) => ({
          ...hit,
          amountFen: hit.amountFen === null ? null : String(hit.amountFen),
        })),
      },
      text,
    );
  });
