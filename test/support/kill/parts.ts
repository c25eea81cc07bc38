// The product in its parts, each a process that may be killed: gateway, finance elsewhere, and the Postgres of each.
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DepartmentName } from '../../../schema/departments.ts';
import type { PersonName } from '../../../gateway/issuer/people.ts';
import { runningCluster } from '../../../subgraphs/kit/postgres/cluster.ts';
import { freePort } from '../../../subgraphs/kit/postgres/host/port.ts';
import { pgDataOf } from '../../../subgraphs/kit/postgres/secrets.ts';
import { clearLeftovers, runningPostmaster } from '../../../subgraphs/kit/postgres/server/postmaster.ts';
import { queryUrl } from '../data-directory.ts';
import { startProduct, startSubgraph, type Product } from '../product.ts';
import { headersOf } from '../token.ts';

type Row = Record<string, unknown>;

/** The product at work, and what can be done to it. */
export interface Parts {
  readonly url: string;
  /** How a demo person is identified; made anew after a start. */
  readonly headers: (person: PersonName) => Promise<Readonly<Record<string, string>>>;
  /** Ends a process at once and starts what does not start by itself. */
  readonly kill: Readonly<Record<'gateway' | 'finance', () => Promise<void>>> & {
    readonly postmaster: (owner: DepartmentName) => void;
    /** One of the server's processes, busy if there is one. */
    readonly backend: (owner: DepartmentName) => Promise<void>;
    /** Everything that serves four departments. */
    readonly machine: () => Promise<void>;
  };
  /** Rows of a department's database, as its superuser reads them. */
  readonly query: (owner: DepartmentName, sql: string) => Promise<Row[]>;
  readonly close: () => Promise<void>;
}

const LOOK_AGAIN_MS = 20;

/** The address of a database; waits until its server runs. */
export const superuserUrl = async (directory: string, database: string): Promise<string> => {
  for (;;) {
    const server = await runningCluster(directory);
    if (server !== undefined) return server.urlOf(database, server.superuser);
    await sleep(LOOK_AGAIN_MS);
  }
};

const BUSY_FIRST = `select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()
  order by state = 'active' desc, random() limit 1`;

/** Starts the product with finance as a department elsewhere, in data directories of their own. */
export const startParts = async (
  directory: string,
  env: Readonly<Record<string, string>>,
): Promise<Parts> => {
  const home = path.join(directory, 'gateway');
  const elsewhere = path.join(directory, 'finance');
  const directoryOf = (owner: DepartmentName): string => (owner === 'finance' ? elsewhere : home);
  const [port, financePort] = [await freePort(), await freePort()];
  const startGateway = (): Promise<Product> =>
    startProduct(home, {
      ...env,
      PORT: String(port),
      FINANCE_URL: `http://127.0.0.1:${financePort}/graphql`,
    });
  const startFinance = (): Promise<Product> => startSubgraph('finance', elsewhere, financePort);

  let gateway = await startGateway();
  mkdirSync(elsewhere, { mode: 0o700 });
  copyFileSync(path.join(home, 'gateway-key.pem'), path.join(elsewhere, 'gateway-key.pem'));
  let finance = await startFinance();
  let tokens = new Map<PersonName, Promise<Readonly<Record<string, string>>>>();

  const killPostmaster = (owner: DepartmentName): void => {
    const server = runningPostmaster(pgDataOf(directoryOf(owner)));
    if (server !== undefined) process.kill(server.pid, 'SIGKILL');
  };
  const killGateway = async (): Promise<void> => {
    await gateway.stop('SIGKILL');
    gateway = await startGateway();
    tokens = new Map();
  };
  return {
    url: gateway.url,
    headers: (person) => {
      const known = tokens.get(person) ?? headersOf(home, person);
      tokens.set(person, known);
      return known;
    },
    kill: {
      gateway: killGateway,
      finance: async () => {
        await finance.stop('SIGKILL');
        finance = await startFinance();
      },
      postmaster: killPostmaster,
      backend: async (owner) => {
        const url = await superuserUrl(directoryOf(owner), 'postgres');
        const [found] = await queryUrl(url, BUSY_FIRST);
        if (found !== undefined) process.kill(Number(found['pid']), 'SIGKILL');
      },
      machine: () => {
        killPostmaster('hr');
        return killGateway();
      },
    },
    query: async (owner, sql) => queryUrl(await superuserUrl(directoryOf(owner), `fournets_${owner}`), sql),
    close: async () => {
      await Promise.all([gateway.stop(), finance.stop()]);
      await Promise.all([home, elsewhere].map((data) => clearLeftovers(pgDataOf(data))));
    },
  };
};
