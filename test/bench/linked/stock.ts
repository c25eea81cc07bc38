// The stock stack: five `@apollo/server` subgraphs over TypeORM repositories, and `@apollo/gateway` before them.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'graphql';
import { compose } from '../../../gateway/compose/supergraph.ts';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../../schema/departments.ts';
import { startAnnouncing, type Running } from '../machine/program.ts';
import type { Stage } from '../machine/stage.ts';
import { PEERS, startStockGateway } from '../peers.ts';
import { TODAY } from './district.ts';

/** Connection strings of the departments' application roles. */
export type AppUrls = Readonly<Record<DepartmentName, string>>;

const STOCK = path.join(PEERS, 'stock');

const sdlOf = (name: string): string =>
  ['shared', name].map((file) => readFileSync(path.join(STOCK, `schema/${file}.graphql`), 'utf8')).join('\n');

const startSubgraph = (stage: Stage, name: DepartmentName, databaseUrl: string): Promise<Running> =>
  startAnnouncing(stage, {
    args: [path.join(STOCK, 'subgraph.mjs'), name],
    env: { DATABASE_URL: databaseUrl, TODAY },
  });

/** Starts the five subgraphs over the district's databases, and the gateway. */
export const startStockStack = async (
  stage: Stage,
  urls: AppUrls,
  workers: number,
): Promise<{ readonly gateway: Running; readonly subgraphs: readonly Running[] }> => {
  const subgraphs = await Promise.all(DEPARTMENT_NAMES.map((name) => startSubgraph(stage, name, urls[name])));
  const { supergraphSdl } = compose(
    DEPARTMENT_NAMES.map((name, index) => ({
      name,
      url: subgraphs[index]?.url ?? '',
      typeDefs: parse(sdlOf(name)),
    })),
  );
  const supergraph = path.join(stage.directory, 'stock.graphql');
  writeFileSync(supergraph, supergraphSdl);
  return { gateway: await startStockGateway(stage, supergraph, { workers }), subgraphs };
};
