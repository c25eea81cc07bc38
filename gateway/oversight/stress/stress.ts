import type { RuleFile } from '../rule/files.ts';
import { CodedError } from '../../../schema/errors.ts';
import type { RuleGraph } from '../graph.ts';
import { finishRun, type FinishOptions } from '../run/finish.ts';
import type { RuleVersion, RunState } from '../run/ledger.ts';
import type { Oversight } from '../run/service.ts';
import { readInstitutions, type Institution } from './institutions.ts';
import { readSaid } from './said.ts';
import { scoreRule, stood, type Planted, type RuleScore, type Said } from './score.ts';

/** How far a stress test is. */
export type Stage = 'before' | 'planting' | 'after';

export interface StressOptions {
  /** The graph over copies of the departments' databases, and the rules over it: the ledger is a copy, too. */
  readonly graph: RuleGraph;
  readonly oversight: Oversight;
  /** Texts that stand in for the built-in rules. */
  readonly builtin?: readonly RuleFile[] | undefined;
  /** Rules to be tested; default: all at work that can be planted. */
  readonly rules?: readonly string[] | undefined;
  /** Rules that there is a way to plant faults of. */
  readonly plantable: ReadonlySet<string>;
  /** Day that the rules are asked for. */
  readonly asOf: string;
  /** Plants faults of these rules; the institutions may take planted people in: no rule hits them. */
  readonly plant: (
    rules: readonly string[],
    institutions: readonly Institution[],
  ) => Promise<readonly Planted[]>;
  readonly workers: number;
  readonly signal: AbortSignal;
  readonly onProgress: (stage: Stage, run: RunState | undefined) => void;
}

/** How the rules stood a stress test. */
export interface StressResult {
  readonly asOf: string;
  readonly scores: readonly RuleScore[];
  /** Rules at work that faults cannot be planted of. */
  readonly untested: readonly string[];
  /** Why a rule could not be worked out for everybody. */
  readonly errors: readonly string[];
  /** True where every rule found each fault and nothing else. */
  readonly stood: boolean;
}

const chosenRules = async ({
  oversight,
  builtin,
  rules,
  plantable,
}: StressOptions): Promise<{
  readonly chosen: readonly RuleVersion[];
  readonly untested: readonly string[];
}> => {
  await oversight.keepBuiltin(builtin);
  const active = await oversight.ledger.activeRules();
  const missing = rules?.find((rule) => !active.some(({ ruleId }) => ruleId === rule));
  if (missing !== undefined) throw new CodedError('RULE_UNKNOWN', { rule: missing });
  const meant = active.filter(({ ruleId }) => rules === undefined || rules.includes(ruleId));
  return {
    chosen: meant.filter(({ ruleId }) => plantable.has(ruleId)),
    untested: meant.flatMap(({ ruleId }) => (plantable.has(ruleId) ? [] : [ruleId])),
  };
};

/** Runs rules over everybody: what they say, and what went wrong where they could not be worked out. */
const askAll = async (
  { oversight, graph, asOf }: StressOptions,
  chosen: readonly RuleVersion[],
  options: FinishOptions,
): Promise<{ readonly said: readonly Said[]; readonly errors: readonly string[] }> => {
  const rules = chosen.map(({ ruleId: id, version }) => ({ id, version }));
  const { id } = await oversight.start({ asOf, reason: 'DEMAND', rules });
  const { progress } = await finishRun(oversight, id, options);
  options.signal.throwIfAborted();
  const said: Said[] = [];
  for (const { ruleId: rule, text, parameters } of chosen) {
    const { severity } = graph.compile(text, parameters).metadata;
    said.push(...(await readSaid(graph.request, { rule, severity })));
  }
  return { said, errors: progress.errors ?? [] };
};

/** Runs the rules over copies, plants faults in them, runs the rules again, and holds what is new against the faults. */
export const stressRules = async (options: StressOptions): Promise<StressResult> => {
  const { graph, asOf, plant, workers, signal, onProgress } = options;
  const { chosen, untested } = await chosenRules(options);
  const ask = (stage: Stage): ReturnType<typeof askAll> =>
    askAll(options, chosen, { workers, signal, onProgress: (run) => onProgress(stage, run) });
  const before = await ask('before');
  onProgress('planting', undefined);
  const hit = new Set(before.said.map(({ subject }) => subject));
  const institutions = (await readInstitutions(graph.request, asOf)).filter(({ code }) => !hit.has(code));
  const rules = chosen.map(({ ruleId }) => ruleId);
  const planted = await plant(rules, institutions);
  const after = await ask('after');
  const scores = rules.map((rule) => scoreRule(rule, planted, before.said, after.said));
  const errors = [...new Set([...before.errors, ...after.errors])];
  const whole = scores.length > 0 && errors.length === 0 && scores.every(stood);
  return { asOf, scores, untested, errors, stood: whole };
};
