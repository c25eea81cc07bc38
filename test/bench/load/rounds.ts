// Stacks measured in turn, several times over, so that whatever the machine does besides meets all of them.
import { cpuByPart, cpuSeconds, machineSeconds, type Parts } from '../machine/processes.ts';
import type { Agreed, Endpoint } from './agree.ts';
import { connect } from './client.ts';
import { closedLoop } from './closed.ts';
import { inTurn, type Questions } from './question.ts';
import { say } from '../say.ts';

/** A stack that takes part. */
export interface Contender extends Endpoint {
  /** The processes whose CPU a request of this stack costs. */
  readonly parts: Parts;
}

/** Answers that a round should have, so that its figures are worth something. */
const ANSWERS = 50;
/** How much longer than planned a stack may take for that. */
const AT_MOST = 3;

/** What one stack did in one round. */
export interface Round {
  readonly requestsPerSecond: number;
  /** CPU of each of its parts per request, in ms. */
  readonly cpuMs: Readonly<Record<string, number>>;
  /** Cores that its processes kept busy. */
  readonly cores: number;
  /** Cores that neither the stack nor the load kept busy, but something else on the machine. */
  readonly foreignCores: number;
  /** Times of the answers, in ms. */
  readonly times: readonly number[];
}

/** The rounds of each stack by name. */
export type Rounds = ReadonlyMap<string, readonly Round[]>;

export interface RoundsOptions {
  readonly rounds: number;
  /** Time under load before it is measured: connections open again, caches are warm. */
  readonly rampSeconds: number;
  readonly seconds: number;
  readonly connections: number;
  readonly questions: Questions;
}

/** A stack whose answers were compared. */
export type Fit = Contender & Agreed;

/** The stack of a name; a name that takes no part is a mistake in the code. */
export const contenderOf = <C extends Contender>(stacks: readonly C[], name: string): C => {
  const found = stacks.find((stack) => stack.name === name);
  if (found === undefined) throw new Error(`${name} takes no part`);
  return found;
};

interface Used {
  readonly at: number;
  readonly parts: Readonly<Record<string, number>>;
  readonly everything: number;
  readonly own: number;
}

const used = ({ parts }: Contender): Used => ({
  at: performance.now(),
  parts: cpuByPart(parts),
  everything: machineSeconds(),
  own: cpuSeconds([process.pid, ...Object.values(parts).flat()]),
});

const roundOf = (before: Used, after: Used, times: readonly number[]): Round => {
  const seconds = (after.at - before.at) / 1000;
  const spent = Object.entries(after.parts).map(
    ([part, total]) => [part, total - (before.parts[part] ?? 0)] as const,
  );
  return {
    requestsPerSecond: times.length / seconds,
    cpuMs: Object.fromEntries(spent.map(([part, cpu]) => [part, (cpu * 1000) / times.length])),
    cores: spent.reduce((sum, [, cpu]) => sum + cpu, 0) / seconds,
    foreignCores: (after.everything - before.everything - (after.own - before.own)) / seconds,
    times,
  };
};

const measure = async (
  contender: Fit,
  { rampSeconds, seconds, connections, questions }: RoundsOptions,
): Promise<Round> => {
  const client = await connect(contender, connections);
  const load = closedLoop(client, inTurn(questions), connections);
  try {
    await load.goOn({ seconds: rampSeconds, answers: 2 * connections, atMost: AT_MOST * rampSeconds });
    load.take();
    const before = used(contender);
    await load.goOn({ seconds, answers: ANSWERS, atMost: AT_MOST * seconds });
    return roundOf(before, used(contender), load.take());
  } finally {
    await load.stop();
    await client.close();
  }
};

/** Another one goes first in each round. */
const rotated = <T>(items: readonly T[], by: number): T[] => [
  ...items.slice(by % items.length),
  ...items.slice(0, by % items.length),
];

/** Puts the stacks under load in turn, as often as there are rounds. */
const alternate = async (contenders: readonly Fit[], options: RoundsOptions): Promise<Rounds> => {
  const rounds = new Map<string, Round[]>(contenders.map(({ name }) => [name, []]));
  for (let turn = 0; turn < options.rounds; turn++)
    for (const contender of rotated(contenders, turn))
      rounds.get(contender.name)?.push(await measure(contender, options));
  return rounds;
};

/** Puts every stack under load once, unmeasured: what is compiled when it is hot gets compiled. */
const warmUp = async (
  contenders: readonly Fit[],
  options: Omit<RoundsOptions, 'rounds' | 'rampSeconds'>,
): Promise<void> => {
  for (const contender of contenders) await measure(contender, { ...options, rounds: 1, rampSeconds: 0 });
};

export interface MeasureOptions extends RoundsOptions {
  readonly warmUpSeconds: number;
}

/** Warms stacks up and measures them. */
export const measureInTurn = async (
  contenders: readonly Fit[],
  { warmUpSeconds, ...options }: MeasureOptions,
): Promise<Rounds> => {
  say(`${contenders.length} stacks agree on ${options.questions.length} answers; warming up`);
  await warmUp(contenders, { ...options, seconds: warmUpSeconds });
  say('measuring');
  return alternate(contenders, options);
};
