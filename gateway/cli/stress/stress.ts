import type { RuleFile } from '../../oversight/rule/files.ts';
import { checkFaults, PLANTABLE } from '../../../subgraphs/demo/faults.ts';
import { CodedError } from '../../../schema/errors.ts';
import { asOfOf } from '../../../subgraphs/demo/manifest.ts';
import type { RunState } from '../../oversight/run/ledger.ts';
import { stressRules, type Stage, type StressResult } from '../../oversight/stress/stress.ts';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exit.ts';
import { progressText } from '../rules/progress.ts';
import { statusLine, type StatusLine } from '../status-line.ts';
import { todayOf } from '../today.ts';
import { assertWritable } from '../writable.ts';
import { withStressGround, type StressGround } from './open.ts';
import { plantStress } from './plant.ts';
import { stressText } from './text.ts';
import { writeStressWorkbook } from './workbook.ts';

export interface StressCommandOptions {
  readonly seed: number;
  readonly faults: number;
  readonly rule?: readonly string[];
  /** Last month of pay, YYYY-MM; default: the month before today's. */
  readonly until?: string;
  readonly xlsx?: string;
  readonly keep?: true;
  /** Texts that stand in for the built-in rules. */
  readonly builtin?: readonly RuleFile[];
}

/** Rules that are worked at once in this process. */
const WORKERS = 2;

const STAGES: Readonly<Record<Stage, string>> = {
  before: 'before planting · 植入前',
  planting: 'planting · 植入中',
  after: 'after planting · 植入后',
};

const monthBefore = (day: string): string => {
  const [year, month] = day.split('-').map(Number);
  return new Date(Date.UTC(year!, month! - 2, 1)).toISOString().slice(0, 7);
};

/** Told by Ctrl+C, and by whoever ends the process in good order. */
const stopSignal = (): { readonly signal: AbortSignal; readonly release: () => void } => {
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, abort);
  return {
    signal: stop.signal,
    release: () => {
      for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, abort);
    },
  };
};

/** Plants faults into copies of the departments' databases, and says which of them the rules find. */
const stressGround = (
  { graph, oversight, homes }: StressGround,
  options: StressCommandOptions & { readonly until: string },
  signal: AbortSignal,
  status: StatusLine,
): Promise<StressResult> =>
  stressRules({
    graph,
    oversight,
    builtin: options.builtin,
    rules: options.rule,
    plantable: PLANTABLE,
    asOf: asOfOf(options),
    plant: (rules, institutions) => plantStress(homes, options, rules, institutions),
    workers: WORKERS,
    signal,
    onProgress: (stage: Stage, run: RunState | undefined) =>
      status.show(() => `${STAGES[stage]}  ${run === undefined ? '' : progressText(run)}`),
  });

const refuseUnplanted = ({ rule: rules = [] }: StressCommandOptions): void => {
  const rule = rules.find((one) => !PLANTABLE.has(one));
  if (rule !== undefined)
    throw new CodedError('STRESS_RULE_UNPLANTED', { rule, found: [...PLANTABLE].sort().join(', ') });
};

/** `stress`: faults planted in a copy, and the share of them that the rules find. */
export const stress = async (
  { config, terminal }: CommandContext,
  given: StressCommandOptions,
): Promise<void> => {
  const { seed, faults, xlsx, keep = false } = given;
  const options = { ...given, until: given.until ?? monthBefore(todayOf(config)()) };
  checkFaults(options);
  refuseUnplanted(options);
  if (xlsx !== undefined) await assertWritable(xlsx);
  const { signal, release } = stopSignal();
  const status = statusLine(terminal);
  try {
    terminal.say('Copying the databases · 正在复制数据库');
    const onTable = (department: string, table: string): void =>
      status.show(() => `copying · 复制中  ${department} ${table}`);
    await withStressGround({ config, keep, signal, onTable }, async (ground) => {
      if (ground.cleared)
        terminal.say('Removed the copies that an earlier run had left · 已清除此前留下的副本');
      const result = await stressGround(ground, options, signal, status);
      status.stop();
      if (xlsx !== undefined) await writeStressWorkbook(xlsx, result);
      const databases = keep ? ground.databases : [];
      terminal.result(
        { seed, faults, ...result, databases },
        [stressText(result, seed), ...databases.map((name) => `kept · 已保留 ${name}`)].join('\n'),
      );
      if (!result.stood) process.exitCode = EXIT.failed;
    });
  } catch (error) {
    if (!signal.aborted) throw error;
    terminal.say('Stopped; the copies are removed · 已中止，副本已清除');
    process.exitCode = EXIT.failed;
  } finally {
    status.stop();
    release();
  }
};
