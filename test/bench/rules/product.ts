// `fournets rules run` as a person types it: a process of its own over five databases.
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunState } from '../../../gateway/oversight/run/ledger.ts';
import { fournets, type District } from '../linked/district.ts';
import { cpuByPart, machineSeconds, residentMegabytes } from '../machine/processes.ts';
import { runToEnd } from '../machine/program.ts';
import { query, rowsRead } from './postgres.ts';

/** Between looks at memory and CPU of the process. */
const LOOK_MS = 100;

/** One rule of a run. */
export interface RuleCost {
  readonly rule: string;
  /** Seconds of workers, several of whom work at once. */
  readonly seconds: number;
  readonly subjects: number;
  readonly requests: number;
}

/** What a run took. */
export interface RunCost {
  /** The whole command, from its start to its end. */
  readonly seconds: number;
  readonly run: RunState;
  readonly rules: readonly RuleCost[];
  readonly nodeMs: number;
  readonly postgresMs: number;
  readonly rowsRead: number;
  /** Memory of the process at each look, in MB. */
  readonly megabytes: readonly number[];
  /** Cores that did something else. */
  readonly foreignCores: number;
}

/** Looks at a process until it is told to stop: what it has used last, and its memory all the while. */
const watch = (node: number, postgres: number) => {
  const before = cpuByPart({ node: [node], postgres: [postgres] });
  const megabytes: number[] = [];
  let last = before;
  let over = false;
  const looking = (async () => {
    while (!over) {
      const resident = residentMegabytes(node);
      if (resident > 0) {
        megabytes.push(resident);
        last = cpuByPart({ node: [node], postgres: [postgres] });
      }
      await sleep(LOOK_MS);
    }
  })();
  return async () => {
    over = true;
    await looking;
    const spent = (part: string): number => (last[part] ?? 0) - (before[part] ?? 0);
    return { node: spent('node'), postgres: spent('postgres'), megabytes };
  };
};

const costsOf = ({ databases }: District, run: string): Promise<RuleCost[]> =>
  query<RuleCost>(
    databases.establishment.ownerUrl,
    `select rule_id as rule, sum(milliseconds)::float8 / 1000 as seconds, sum(subjects_done)::int as subjects,
       sum(requests)::int as requests
     from run_shard where run_id = $1 group by rule_id order by rule_id`,
    [run],
  );

/** Runs all built-in rules once. */
export const runRules = async (district: District, asOf: string): Promise<RunCost> => {
  const readBefore = await rowsRead(district);
  const busyBefore = machineSeconds();
  const began = performance.now();
  let stop: ReturnType<typeof watch> | undefined;
  const out = await runToEnd(
    fournets(['rules', 'run', '--as-of', asOf], district.environment),
    (pid) => (stop = watch(pid, district.postgres)),
  );
  const seconds = (performance.now() - began) / 1000;
  const busy = machineSeconds() - busyBefore;
  const used = await stop!();
  const run = JSON.parse(out) as RunState;
  return {
    seconds,
    run,
    rules: await costsOf(district, run.id),
    nodeMs: used.node * 1000,
    postgresMs: used.postgres * 1000,
    rowsRead: (await rowsRead(district)) - readBefore,
    megabytes: used.megabytes,
    foreignCores: Math.max(0, busy - used.node - used.postgres) / seconds,
  };
};
