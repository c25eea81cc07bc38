// Every stack of the linked query, started: ours in two arrangements, the peers before our departments, the limit.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { subgraphAddresses } from '../../../gateway/compose/read.ts';
import { DEPARTMENT_NAMES } from '../../../schema/departments.ts';
import { SCHEMA_DIRECTORY } from '../../../schema/sdl.ts';
import type { Contender } from '../load/rounds.ts';
import { startAnnouncing, type Running } from '../machine/program.ts';
import type { Stage } from '../machine/stage.ts';
import { startHive, startStockGateway } from '../peers.ts';
import { fournets, TODAY, type District } from './district.ts';
import { startStockStack, type AppUrls } from './stock.ts';

/** Names of the stacks in the table. */
export const STACKS = {
  ours: 'FourNets',
  remote: 'FourNets, all remote',
  limit: 'hand-written limit',
  hive: 'Hive Gateway',
  hiveRust: 'Hive Gateway, Rust planner',
  gateway: '@apollo/gateway',
  stock: 'stock stack',
} as const;

/** Open, since the peers ask the same processes, and their requests are not signed. */
const startSubgraphs = (stage: Stage, { environment }: District): Promise<Running[]> =>
  Promise.all(
    DEPARTMENT_NAMES.map((name) =>
      startAnnouncing(stage, fournets(['subgraph', name, '--port', '0', '--open'], environment)),
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

const startRemote = (
  stage: Stage,
  { environment }: District,
  subgraphs: readonly Running[],
): Promise<Running> => {
  const urls = DEPARTMENT_NAMES.map((name, index) => [
    `${name.toUpperCase()}_URL`,
    `${subgraphs[index]?.url}/graphql`,
  ]);
  return startAnnouncing(stage, fournets(['up'], { ...environment, ...Object.fromEntries(urls) }));
};

const startLimit = (stage: Stage, urls: AppUrls): Promise<Running> =>
  startAnnouncing(stage, {
    args: ['--import', 'tsx', join(import.meta.dirname, 'limit/server.ts')],
    env: { DATABASES: JSON.stringify(urls), TODAY },
    cwd: import.meta.dirname,
  });

/** Starts all stacks; ours is the first. Postgres counts for each of them. */
export const startStacks = async (stage: Stage, district: District): Promise<Contender[]> => {
  const urls = Object.fromEntries(
    DEPARTMENT_NAMES.map((name) => [name, district.databases[name].appUrl]),
  ) as AppUrls;
  const contender = (name: string, front: Running, behind: readonly Running[] = []): Contender => ({
    name,
    endpoint: `${front.url}/graphql`,
    parts: {
      Node: [front.pid],
      ...(behind.length === 0 ? {} : { departments: behind.map(({ pid }) => pid) }),
      Postgres: [district.postgres],
    },
  });
  const subgraphs = await startSubgraphs(stage, district);
  const supergraph = placedSupergraph(stage, subgraphs);
  const stock = await startStockStack(stage, urls);
  return [
    contender(STACKS.ours, await startAnnouncing(stage, fournets(['up'], district.environment))),
    contender(STACKS.remote, await startRemote(stage, district, subgraphs), subgraphs),
    contender(STACKS.limit, await startLimit(stage, urls)),
    contender(STACKS.hive, await startHive(stage, supergraph, 'js'), subgraphs),
    contender(STACKS.hiveRust, await startHive(stage, supergraph, 'rust'), subgraphs),
    contender(STACKS.gateway, await startStockGateway(stage, supergraph), subgraphs),
    contender(STACKS.stock, stock.gateway, stock.subgraphs),
  ];
};
