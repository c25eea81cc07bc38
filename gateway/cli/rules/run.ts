import { CodedError } from '../../../schema/errors.ts';
import { finishRun } from '../../oversight/run/finish.ts';
import type { RunState } from '../../oversight/run/ledger.ts';
import type { CommandContext } from '../context.ts';
import { statusLine } from '../status-line.ts';
import { withRules, type RulesAtHand } from './open.ts';
import { progressText } from './progress.ts';

export interface RunOptions {
  readonly rule?: readonly string[];
  readonly asOf?: string;
  readonly unit?: string;
  readonly shards: number;
  readonly workers: number;
  readonly lease: number;
  readonly run?: string;
}

const startRun = async ({ oversight, today }: RulesAtHand, options: RunOptions): Promise<RunState> => {
  await oversight.keepBuiltin();
  const active = await oversight.ledger.activeRules();
  const unknown = (options.rule ?? []).find((id) => !active.some(({ ruleId }) => ruleId === id));
  if (unknown !== undefined) throw new CodedError('RULE_UNKNOWN', { rule: unknown });
  const wanted = active.filter(({ ruleId }) => options.rule === undefined || options.rule.includes(ruleId));
  return oversight.start({
    asOf: options.asOf ?? today(),
    reason: 'DEMAND',
    institutionCode: options.unit,
    rules: wanted.map(({ ruleId: id, version }) => ({ id, version })),
    shards: options.shards,
  });
};

/** Works a run off until it is over or somebody presses Ctrl+C. */
const finish = async (
  { terminal }: CommandContext,
  { oversight }: RulesAtHand,
  id: string,
  { workers, lease }: RunOptions,
): Promise<RunState> => {
  const stop = new AbortController();
  const cancel = (): void => stop.abort();
  process.once('SIGINT', cancel);
  const status = statusLine(terminal);
  try {
    return await finishRun(oversight, id, {
      workers,
      leaseSeconds: lease,
      signal: stop.signal,
      onProgress: (run) => status.show(() => progressText(run)),
    });
  } finally {
    process.removeListener('SIGINT', cancel);
    status.stop();
  }
};

const summary = ({ id, state, asOf, progress }: RunState): string =>
  [
    `run ${id} as of ${asOf}: ${state} · 运行 ${id}（${asOf}）：${state}`,
    `${progress.subjectsDone} subjects · 对象  ${progress.hits} hits · 命中  ${progress.unknown} unknown · 无法判定  ${progress.requests} requests · 请求  ${(progress.milliseconds / 1000).toFixed(1)} s`,
    ...(progress.errors ?? []),
  ].join('\n');

/** `rules run`: standing rules over their subjects, their findings into the ledger; a run that was begun is gone on with. */
export const runRules = (context: CommandContext, options: RunOptions): Promise<void> =>
  withRules(context, async (rules) => {
    const id = options.run ?? (await startRun(rules, options)).id;
    const run = await finish(context, rules, id, options);
    context.terminal.result(run, summary(run));
    if (run.state !== 'DONE') process.exitCode = 1;
  });
