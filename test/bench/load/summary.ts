import { median, round, type Figure } from '../figure.ts';
import type { Round, Rounds } from './rounds.ts';

/** The value below which this share of the numbers lies. */
export const quantile = (numbers: readonly number[], share: number): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

/** What a stack did over all rounds. */
export interface Summary {
  /** Median of the rounds. */
  readonly requestsPerSecond: number;
  /** CPU in ms per request, of all parts together: median of the rounds. */
  readonly cpuMs: number;
  /** The same of each part. */
  readonly cpuMsOf: Readonly<Record<string, number>>;
  readonly p50: number;
  readonly p99: number;
  readonly requests: number;
  /** Median of the rounds. */
  readonly cores: number;
}

const total = (cpuMs: Readonly<Record<string, number>>): number =>
  Object.values(cpuMs).reduce((sum, part) => sum + part, 0);

const summary = (rounds: readonly Round[]): Summary => {
  const times = rounds.flatMap((one) => one.times);
  const parts = Object.keys(rounds[0]?.cpuMs ?? {});
  return {
    requestsPerSecond: median(rounds.map((one) => one.requestsPerSecond)),
    cpuMs: median(rounds.map((one) => total(one.cpuMs))),
    cpuMsOf: Object.fromEntries(
      parts.map((part) => [part, median(rounds.map((one) => one.cpuMs[part] ?? 0))]),
    ),
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    requests: times.length,
    cores: median(rounds.map((one) => one.cores)),
  };
};

/** Gives the summary of a stack by its name. */
export type Find = (name: string) => Summary;

/** The summary of each stack by name; a name that took no part is a mistake in the code. */
export const summaries = (rounds: Rounds): Find => {
  const byName = new Map([...rounds].map(([name, all]) => [name, summary(all)]));
  return (name) => {
    const found = byName.get(name);
    if (found === undefined) throw new Error(`${name} was not measured`);
    return found;
  };
};

/** The figures of a stack: throughput, times, CPU. */
export const stackFigures = (
  bench: string,
  name: string,
  { requestsPerSecond, cpuMs, cpuMsOf, p50, p99, requests, cores }: Summary,
): Figure[] => [
  {
    measure: `${bench}, ${name}: throughput`,
    value: round(requestsPerSecond, 1),
    unit: 'requests/s',
    note: `${requests} requests, ${round(cores)} cores busy`,
  },
  { measure: `${bench}, ${name}: p50`, value: round(p50, 1), unit: 'ms' },
  { measure: `${bench}, ${name}: p99`, value: round(p99, 1), unit: 'ms' },
  {
    measure: `${bench}, ${name}: CPU`,
    value: round(cpuMs, 1),
    unit: 'ms/request',
    note: Object.entries(cpuMsOf)
      .map(([part, ms]) => `${part} ${round(ms, 1)}`)
      .join(', '),
  },
];

/** What else the machine did meanwhile: figures of a busy machine are worth less. */
export const foreignFigure = (bench: string, rounds: Rounds): Figure => {
  const cores = [...rounds.values()].flat().map((one) => one.foreignCores);
  return {
    measure: `${bench}: cores busy with something else`,
    value: round(median(cores)),
    unit: 'cores',
    note: `at most ${round(Math.max(...cores))} in a round`,
  };
};
