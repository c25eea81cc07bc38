// Every stack of the linked query, started: ours in four arrangements, the peers before our departments, the limit.
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { subgraphAddresses } from '../../../gateway/compose/read.ts';
import { DEPARTMENT_NAMES } from '../../../schema/departments.ts';
import { SCHEMA_DIRECTORY } from '../../../schema/sdl.ts';
import type { Contender } from '../load/rounds.ts';
import { sourceArgs, startAnnouncing, type Running } from '../machine/program.ts';
import type { Stage } from '../machine/stage.ts';
import { startHive, startStockGateway } from '../peers.ts';
import { askerAt, type Tally } from './asker.ts';
import { fournets, TODAY, type District } from './district.ts';
import { startStockStack, type AppUrls } from './stock.ts';
import { ASKER_HEADER, vouchedAsker } from './departments/vouched.ts';

/** As many as our product takes at most. */
const WORKERS_MAX = 16;
/** Workers of a gateway whose throughput is compared, whoever made it: one for each core. */
const WORKERS = Math.min(availableParallelism(), WORKERS_MAX);

const onAllCores = (name: string): string => `${name} (workers: ${WORKERS})`;

/** Names of the stacks in the table. */
export const STACKS = {
  ours: 'FourNets (one process)',
  beside: 'FourNets (one process, beside the peers)',
  workers: onAllCores('FourNets'),
  remote: onAllCores('FourNets, all remote'),
  open: onAllCores('FourNets gateway as the peers'),
  limit: 'hand-written limit (one process)',
  hive: onAllCores('Hive Gateway'),
  hiveRust: onAllCores('Hive Gateway, Rust planner'),
  gateway: onAllCores('@apollo/gateway'),
  hiveAsked: onAllCores('Hive Gateway, asker known'),
  hiveRustAsked: onAllCores('Hive Gateway, Rust planner, asker known'),
  gatewayAsked: onAllCores('@apollo/gateway, asker known'),
  stock: onAllCores('stock stack'),
} as const;

/**
 * Departments over HTTP, the same for whoever has theirs elsewhere: none stands idle while others are measured. They let
 * ours in as ever; the peers sign nothing, and are believed.
 */
const startSubgraphs = (stage: Stage, { environment: env }: District): Promise<Running[]> =>
  Promise.all(
    DEPARTMENT_NAMES.map((name) =>
      startAnnouncing(stage, { args: [...sourceArgs('test/bench/linked/departments/server.ts'), name], env }),
    ),
  );

/** The committed supergraph with the addresses at which the departments run now. */
const placedSupergraph = (stage: Stage, subgraphs: readonly Running[]): string => {
  const urls = new Map(DEPARTMENT_NAMES.map((name, index) => [name as string, subgraphs[index]?.url]));
  const committed = readFileSync(join(SCHEMA_DIRECTORY, 'supergraph.graphql'), 'utf8');
  const sdl = subgraphAddresses(committed).reduce(
    (text, { name, url }) => text.replace(`"${url}"`, `"${urls.get(name)}/graphql"`),
    committed,
  );
  const file = join(stage.directory, 'supergraph.graphql');
  writeFileSync(file, sdl);
  return file;
};

/** The product; its departments are within, but for those that are given. */
const startOurs = (
  stage: Stage,
  { environment }: District,
  workers: number,
  subgraphs: readonly Running[] = [],
): Promise<Running> => {
  const urls = subgraphs.map(({ url }, index) => [
    `${DEPARTMENT_NAMES[index]?.toUpperCase()}_URL`,
    `${url}/graphql`,
  ]);
  const own = { WEB_CONCURRENCY: String(workers), ...Object.fromEntries(urls) };
  return startAnnouncing(stage, fournets(['up'], { ...environment, ...own }));
};

const appUrlsOf = ({ databases }: District): AppUrls =>
  Object.fromEntries(DEPARTMENT_NAMES.map((name) => [name, databases[name].appUrl])) as AppUrls;

const startLimit = (stage: Stage, district: District): Promise<Running> =>
  startAnnouncing(stage, {
    args: sourceArgs('test/bench/linked/limit/server.ts'),
    env: { DATABASES: JSON.stringify(appUrlsOf(district)), TODAY },
  });

/** A stack as it takes part. Postgres counts for each of them. */
const contender = (
  { postgres }: District,
  name: string,
  front: Running,
  behind: readonly Running[] = [],
): Contender => ({
  name,
  endpoint: `${front.url}/graphql`,
  parts: {
    Node: [front.pid],
    ...(behind.length === 0 ? {} : { departments: behind.map(({ pid }) => pid) }),
    Postgres: [postgres],
  },
});

/** One of ours, asked by somebody; the tally counts what the load has from it. */
const asked = (district: District, tally: Tally, stack: Contender): Contender => ({
  ...stack,
  onBehalf: askerAt(district, stack.endpoint, tally),
});

const startOursOnAllCores = async (
  stage: Stage,
  district: District,
  tally: Tally,
  behind: readonly Running[],
): Promise<Contender[]> =>
  [
    contender(district, STACKS.workers, await startOurs(stage, district, WORKERS)),
    contender(district, STACKS.remote, await startOurs(stage, district, WORKERS, behind), behind),
  ].map((stack) => asked(district, tally, stack));

/** Our gateway as a gateway of any supergraph: it asks nobody who they are, and signs nothing. */
const startOwnGateway = (stage: Stage, supergraph: string): Promise<Running> =>
  startAnnouncing(
    stage,
    fournets(['gateway', '--supergraph', supergraph, '--port', '0'], {
      RATE_LIMIT_PER_MINUTE: '0',
      LOG_LEVEL: 'warn',
      WEB_CONCURRENCY: String(WORKERS),
    }),
  );

const startPeers = async (
  stage: Stage,
  district: District,
  behind: readonly Running[],
): Promise<Contender[]> => {
  const supergraph = placedSupergraph(stage, behind);
  const stock = await startStockStack(stage, appUrlsOf(district), WORKERS);
  const options = { workers: WORKERS, handedOn: ASKER_HEADER };
  const hive = await startHive(stage, supergraph, 'js', options);
  const hiveRust = await startHive(stage, supergraph, 'rust', options);
  const gateway = await startStockGateway(stage, supergraph, options);
  const vouched = (name: string, front: Running): Contender => ({
    ...contender(district, name, front, behind),
    onBehalf: vouchedAsker(),
  });
  return [
    contender(district, STACKS.open, await startOwnGateway(stage, supergraph), behind),
    contender(district, STACKS.hive, hive, behind),
    contender(district, STACKS.hiveRust, hiveRust, behind),
    contender(district, STACKS.gateway, gateway, behind),
    vouched(STACKS.hiveAsked, hive),
    vouched(STACKS.hiveRustAsked, hiveRust),
    vouched(STACKS.gatewayAsked, gateway),
    contender(district, STACKS.stock, stock.gateway, stock.subgraphs),
  ];
};

/** Starts what is compared by the CPU of one process: ours and the limit. */
export const startSingle = async (stage: Stage, district: District, tally: Tally): Promise<Contender[]> => {
  const [ours, limit] = await Promise.all([startOurs(stage, district, 1), startLimit(stage, district)]);
  return [
    asked(district, tally, contender(district, STACKS.ours, ours)),
    contender(district, STACKS.limit, limit),
  ];
};

/** Starts what is compared by the throughput of the machine: ours in three arrangements, and the peers. */
export const startOnAllCores = async (
  stage: Stage,
  district: District,
  tally: Tally,
): Promise<Contender[]> => {
  const behind = await startSubgraphs(stage, district);
  const [ours, peers] = await Promise.all([
    startOursOnAllCores(stage, district, tally, behind),
    startPeers(stage, district, behind),
  ]);
  return [...ours, ...peers];
};
