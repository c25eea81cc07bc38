// The gateways that ours is measured against. Their packages are their own, so that `npm ci` stays small.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { startAnnouncing, startOnPort, type Running } from './machine/program.ts';
import type { Stage } from './machine/stage.ts';

/** Folder of the peers. */
export const PEERS = path.join(import.meta.dirname, 'peers');

const versionIn = (file: string): string => {
  const text = readFileSync(path.join(PEERS, file), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
};

/** Version of a peer's package. */
const versionOf = (name: string): string => versionIn(`node_modules/${name}/package.json`);

/** npm writes a lockfile of its own into the folder when an installation is whole. */
const isInstalled = (): boolean => {
  if (!existsSync(path.join(PEERS, 'node_modules/.package-lock.json'))) return false;
  const text = readFileSync(path.join(PEERS, 'package.json'), 'utf8');
  const { dependencies } = JSON.parse(text) as { dependencies: Record<string, string> };
  return Object.entries(dependencies).every(([name, version]) => versionOf(name) === version);
};

/** Installs the peers where they are missing or are not those of the lockfile. */
export const installPeers = (): void => {
  if (isInstalled()) return;
  process.stderr.write('installing the peers …\n');
  const words = ['ci', '--prefix', PEERS, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', words, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`npm ci of the peers ended with ${status}`);
};

/** The peers' versions, for a note. */
export const peerVersions = (): Readonly<Record<'hive' | 'hiveRust' | 'apollo', string>> => {
  const hive = `@graphql-hive/gateway ${versionOf('@graphql-hive/gateway')}`;
  return {
    hive,
    hiveRust: `${hive}, router-runtime ${versionOf('@graphql-hive/router-runtime')}`,
    apollo: `@apollo/gateway ${versionOf('@apollo/gateway')}`,
  };
};

/** As many as `WEB_CONCURRENCY` gives ours. */
const AS_OURS = Number(process.env['WEB_CONCURRENCY'] ?? 1);

/** How a peer is started. */
export interface PeerOptions {
  /** Processes behind its port. */
  readonly workers?: number;
  /** A header of the client that its subgraphs get, too. */
  readonly handedOn?: string;
}

/** The same as environment; `workersAs` is what the peer calls their number. */
const environmentOf = (
  workersAs: string,
  { workers = AS_OURS, handedOn }: PeerOptions,
): Record<string, string> => ({
  [workersAs]: String(workers),
  ...(handedOn === undefined ? {} : { HANDED_ON: handedOn }),
});

/** Starts `@apollo/gateway` on a supergraph file. */
export const startStockGateway = (
  stage: Stage,
  supergraph: string,
  options: PeerOptions = {},
): Promise<Running> =>
  startAnnouncing(stage, {
    args: [path.join(PEERS, 'stock-gateway.mjs')],
    env: { SUPERGRAPH: supergraph, ...environmentOf('WORKERS', options) },
  });

/** With workers, Hive Gateway goes on when it is asked to end. */
const HIVE_END_MS = 500;

/** Starts Hive Gateway on a supergraph file, with its own planner or the one in Rust. */
export const startHive = (
  stage: Stage,
  supergraph: string,
  planner: 'js' | 'rust',
  options: PeerOptions = {},
): Promise<Running> =>
  startOnPort(stage, '/readiness', (port) => ({
    args: [
      path.join(PEERS, 'node_modules/@graphql-hive/gateway/dist/bin.js'),
      ...['supergraph', supergraph, '--host', '127.0.0.1', '--port', String(port)],
      ...['--config-path', path.join(PEERS, 'hive.config.mjs')],
    ],
    env: { HIVE_PLANNER: planner, ...environmentOf('FORK', options) },
    cwd: PEERS,
    endMs: HIVE_END_MS,
  }));
