import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DEPARTMENT_NAMES } from '../../../schema/departments.ts';
import { CodedError } from '../../../schema/errors.ts';
import { ACCESS_LOG_TABLES } from '../../../subgraphs/kit/access-log/tables.ts';
import { migrate } from '../../../subgraphs/kit/database/migrate.ts';
import { runningCluster } from '../../../subgraphs/kit/postgres/cluster.ts';
import { openScratch, type ScratchDatabase } from '../../../subgraphs/kit/postgres/scratch/scratch.ts';
import { COMMITTED_SUPERGRAPH } from '../../compose/read.ts';
import type { Config } from '../../config.ts';
import { openRuleGraph, type RuleGraph } from '../../oversight/graph.ts';
import { openOversight, type Oversight } from '../../oversight/run/service.ts';
import { createLog } from '../../receive/log.ts';
import { createMetrics } from '../../receive/metrics.ts';
import { openHouse, type DepartmentHome, type House } from '../house.ts';
import { ownersOf } from '../owners.ts';
import { plannerOf } from '../run.ts';
import { todayOf } from '../today.ts';

/** Copies of the departments' databases, and the rules over them. */
export interface StressGround {
  readonly graph: RuleGraph;
  readonly oversight: Oversight;
  /** The departments, each with its copy for its database. */
  readonly homes: readonly DepartmentHome[];
  /** Names of the copies. */
  readonly databases: readonly string[];
  /** True when an earlier run had left copies. */
  readonly cleared: boolean;
}

export interface StressGroundOptions {
  readonly config: Config;
  /** Leaves the copies to be looked at. */
  readonly keep: boolean;
  readonly signal: AbortSignal;
  /** Told of each table before it is copied. */
  readonly onTable: (department: string, table: string) => void;
}

/**
 * Tables that are not copied: who asked what and which commands were carried out, and the findings, so that those of
 * the copy are its own.
 */
const LEFT_OUT = ['migration', ...ACCESS_LOG_TABLES, 'command', 'change', 'rule_run', 'finding'] as const;

/** Folder, in the data directory, of what the copies have for keys: their access logs are not the departments'. */
const KEYS_DIRECTORY = 'stress';

const refuseElsewhere = ({ departments }: Config): void => {
  const elsewhere = DEPARTMENT_NAMES.filter((name) => departments[name].url !== undefined);
  if (elsewhere.length > 0)
    throw new CodedError('STRESS_DEPARTMENT_ELSEWHERE', { departments: elsewhere.join(', ') });
};

const copyAll = async (
  { config, signal, onTable }: StressGroundOptions,
  { homes }: House,
): Promise<ScratchDatabase[]> => {
  const cluster = homes.some(({ embedded }) => embedded)
    ? await runningCluster(config.dataDirectory)
    : undefined;
  const makerUrlOf = ({ embedded, ownerUrl }: DepartmentHome): string =>
    embedded && cluster !== undefined ? cluster.urlOf('postgres', cluster.superuser) : ownerUrl;
  const copies = await Promise.allSettled(
    homes.map((home) =>
      openScratch(
        {
          department: home.department.name,
          ownerUrl: home.ownerUrl,
          appUrl: home.appUrl,
          makerUrl: makerUrlOf(home),
          migrate: (ownerUrl) => migrate(ownerUrl, home.department),
          leftOut: LEFT_OUT,
        },
        { signal, onTable: (table) => onTable(home.department.name, table) },
      ),
    ),
  );
  const made = copies.flatMap((copy) => (copy.status === 'fulfilled' ? [copy.value] : []));
  const failed = copies.find(({ status }) => status === 'rejected');
  if (failed?.status !== 'rejected') return made;
  await Promise.all(made.map((copy) => copy.close(false)));
  throw failed.reason;
};

const overCopies = async <T>(
  { config }: StressGroundOptions,
  { homes }: House,
  copies: readonly ScratchDatabase[],
  use: (ground: StressGround) => Promise<T>,
): Promise<T> => {
  const dataDirectory = path.join(config.dataDirectory, KEYS_DIRECTORY);
  rmSync(dataDirectory, { recursive: true, force: true });
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const copied = homes.map((home, order) => ({
    ...home,
    ownerUrl: copies[order]!.ownerUrl,
    appUrl: copies[order]!.appUrl,
  }));
  const log = createLog(config.logLevel);
  const house = { homes: copied, announce: () => undefined, close: async () => undefined };
  const today = todayOf(config);
  const owners = ownersOf({ ...config, dataDirectory, today: today() }, house, createMetrics(), log);
  try {
    const supergraphSdl = readFileSync(COMMITTED_SUPERGRAPH, 'utf8');
    const graph = openRuleGraph({ supergraphSdl, owners, plannerOf: plannerOf({ executor: 'own' }, log) });
    const oversight = openOversight({
      graph,
      supergraphSdl,
      today,
      onFault: (fault, error) => log.error({ ...fault, err: error }, 'a rule cannot be run'),
    });
    return await use({
      graph,
      oversight,
      homes: copied,
      databases: copies.map(({ database }) => database),
      cleared: copies.some(({ cleared }) => cleared),
    });
  } finally {
    await Promise.all(owners.map((owner) => owner.close()));
    rmSync(dataDirectory, { recursive: true, force: true });
  }
};

/** Copies the departments' databases as they stand, opens the rules over the copies, and removes them in the end. */
export const withStressGround = async <T>(
  options: StressGroundOptions,
  use: (ground: StressGround) => Promise<T>,
): Promise<T> => {
  const { config, keep } = options;
  refuseElsewhere(config);
  const house = await openHouse({ config, names: DEPARTMENT_NAMES, join: true, onProgress: () => undefined });
  try {
    const copies = await copyAll(options, house);
    try {
      return await overCopies(options, house, copies, use);
    } finally {
      await Promise.all(copies.map((copy) => copy.close(keep)));
    }
  } finally {
    await house.close();
  }
};
