import { existsSync, readFileSync } from 'node:fs';
import { CodedError } from '../../../schema/errors.ts';
import { explainJudgement } from '../../oversight/judge/explain.ts';
import { checkSubject, requireRegistered } from '../../oversight/desk/subject.ts';
import { judgePage } from '../../oversight/judge/page.ts';
import type { RuleGraph } from '../../oversight/graph.ts';
import type { Rule } from '../../oversight/rule/compile.ts';
import { ruleFiles } from '../../oversight/rule/files.ts';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exit.ts';
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

/** What there is to say of a subject about which nothing is decided. */
const noDecision = (owners: readonly string[], registered: true | null): string => {
  if (owners.length > 0)
    return `unknown: ${owners.join(', ')} did not answer · 无法判定：${owners.join('、')}未应答`;
  return registered === true
    ? 'in the register, but not in the population of the rule · 名册中有，但不在规则范围内'
    : 'not in the population of the rule; the register does not say whether it has it · 不在规则范围内；名册未答复有无此对象';
};

/**
 * `rules try`: one subject, with the decision step by step; nothing is kept. Throws RULE_SUBJECT_INVALID, and
 * RULE_SUBJECT_UNKNOWN for what the rule does not look at and no register has.
 */
export const tryRule = (
  context: CommandContext,
  name: string,
  subject: string,
  { asOf }: TryOptions,
): Promise<void> =>
  withRules(context, async ({ graph, today }) => {
    const rule = ruleCalled(graph, name);
    checkSubject(rule, subject);
    const day = asOf ?? today();
    const range = { after: null, upTo: null, among: [subject] };
    const { found, unknown, missing } = await judgePage(rule, day, range, graph.ask);
    const [one] = found;
    if (one === undefined) {
      const owners = [...missing, ...unknown.flatMap((each) => each.owners)];
      const registered = owners.length > 0 ? null : await requireRegistered(rule, subject, day, graph.ask);
      context.terminal.result({ subject, hits: [], owners, registered }, noDecision(owners, registered));
      if (owners.length > 0) process.exitCode = EXIT.failed;
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
