// Data directories and server processes for the tests that start clusters of their own.
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import type { Cluster } from '../../subgraphs/kit/postgres/cluster.ts';
import { pgDataOf } from '../../subgraphs/kit/postgres/secrets.ts';
import { clearLeftovers } from '../../subgraphs/kit/postgres/server/postmaster.ts';
import { keepLogsOf, keepOutput } from './leaks/outputs.ts';

/** A directory that does not exist yet, in one that every account may enter; what is there at the end goes. */
export const newDataDirectory = (): { path: string; remove: () => Promise<void> } => {
  const parent = mkdtempSync(join(tmpdir(), 'fournets-start-'));
  chmodSync(parent, 0o755);
  const path = join(parent, 'data');
  return {
    path,
    remove: async () => {
      await clearLeftovers(pgDataOf(path)).catch(() => undefined);
      keepLogsOf(parent);
      rmSync(parent, { recursive: true, force: true });
    },
  };
};

/** Sends one statement as the superuser; its rows. */
export const query = async (cluster: Cluster, statement: string): Promise<Record<string, unknown>[]> =>
  queryUrl(cluster.urlOf('postgres', cluster.superuser), statement);

/** Sends one statement over a connection of its own; its rows. */
export const queryUrl = async (
  connectionString: string,
  statement: string,
): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString });
  // The server may be killed under an open connection; the statement then fails by itself.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
};

/** A process that holds a data directory. */
export interface HoldingProcess {
  readonly child: ChildProcess;
  /** The first thing it tells that has the key. */
  readonly told: (key: string) => Promise<Record<string, unknown>>;
  readonly kill: () => Promise<void>;
}

/** Starts a cluster in another Node process. */
export const holdElsewhere = (
  dataDirectory: string,
  env: NodeJS.ProcessEnv = process.env,
): HoldingProcess => {
  const words = [join(__dirname, 'run.mjs'), 'test/support/holding-process.ts', dataDirectory];
  const child = spawn(process.execPath, words, {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  keepOutput(child);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const lines: Record<string, unknown>[] = [];
  const told = (key: string): Promise<Record<string, unknown>> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = lines.find((line) => key in line || line['kind'] === key);
        if (found) resolve(found);
      };
      look();
      child.on('line', look);
      void ended.then(() => reject(new Error(`ended before it told ${key}: ${JSON.stringify(lines)}`)));
    });
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(JSON.parse(line));
    child.emit('line');
  });
  return {
    child,
    told,
    kill: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
};
