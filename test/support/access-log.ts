// An access log over a database of its own, and an attacker who is superuser of that database.
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { checkpointFile } from '../../subgraphs/kit/access-log/checkpoint-file.ts';
import { publicKeyOf, signingKeyOf } from '../../subgraphs/kit/access-log/checkpoint.ts';
import { openCheckpointer, type Checkpointer } from '../../subgraphs/kit/access-log/checkpointer.ts';
import { keyRing, type KeyRing } from '../../subgraphs/kit/access-log/keys.ts';
import type { Access } from '../../subgraphs/kit/access-log/record.ts';
import {
  verifyAccessLog,
  type Verification,
  type VerifyOptions,
} from '../../subgraphs/kit/access-log/verify/verify.ts';
import { openAccessLog, type AccessLog } from '../../subgraphs/kit/access-log/writer.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import { runningCluster } from '../../subgraphs/kit/postgres/cluster.ts';
import { createDatabase } from './cluster.ts';
import { queryUrl } from './data-directory.ts';

/** A person and an institution that are made up. */
export const PID = 'ab'.repeat(16);
export const CODE = '11330100MB0000000X';

/** An access that was served; what a test is about is given. */
export const access = (more: Partial<Access> = {}): Access => ({
  time: new Date('2026-06-15T08:00:00.123Z'),
  viewer: 'account-17',
  viewerKind: 'PERSON',
  client: 'console',
  department: 'discipline',
  purpose: { id: '纪立〔2026〕17号', kind: 'INVESTIGATION' },
  operation: 'f'.repeat(64),
  owner: 'finance',
  coordinates: ['Person.payroll', 'Payment.gross'],
  pids: [PID],
  institutionCodes: [CODE],
  refusal: null,
  trace: '0123456789abcdef0123456789abcdef',
  ...more,
});

type Row = Record<string, unknown>;

/** An access log under test. */
export interface TestLog {
  readonly appUrl: string;
  readonly ownerUrl: string;
  readonly keys: KeyRing;
  readonly file: string;
  /** Folder of the archives. */
  readonly archives: string;
  /** Opens the log as one more process would. */
  readonly open: (options?: { readonly keys?: KeyRing; readonly deadlineMs?: number }) => AccessLog;
  /** Appends accesses one after the other, told apart by their trace. */
  readonly append: (count: number) => Promise<void>;
  readonly checkpointer: Checkpointer;
  readonly verify: (options?: Partial<VerifyOptions>) => Promise<Verification>;
  /** Statements of a superuser whom no trigger stops. */
  readonly attack: (...statements: readonly string[]) => Promise<void>;
  /** One statement of a superuser. */
  readonly ask: (statement: string) => Promise<Row[]>;
  readonly close: () => Promise<void>;
}

/** A superuser of the database of a connection string. */
export const superuserUrl = async (appUrl: string): Promise<string> => {
  const cluster = await runningCluster(process.env['FOURNETS_TEST_DATA_DIRECTORY'] ?? '');
  if (cluster === undefined) throw new Error('no test cluster runs');
  return cluster.urlOf(new URL(appUrl).pathname.slice(1), cluster.superuser);
};

/** Statements of somebody whom no trigger stops. */
export const attackAs = async (url: string, statements: readonly string[]): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of ["set session_replication_role = 'replica'", ...statements])
      await client.query(statement);
  } finally {
    await client.end();
  }
};

/** Opens an empty access log of finance. */
export const openTestLog = async (keys = keyRing([Buffer.alloc(32, 1)])): Promise<TestLog> => {
  const database = await createDatabase('finance');
  await migrate(database.ownerUrl, { entities: [], migrations: [] });
  const directory = mkdtempSync(join(tmpdir(), 'fournets-access-log-'));
  const file = checkpointFile(directory, 'finance');
  const archives = join(directory, 'archives');
  const signingKey = signingKeyOf(
    generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }),
  );
  const superuser = await superuserUrl(database.appUrl);
  const [url, owner] = [database.appUrl, 'finance'];
  const logs: AccessLog[] = [];
  const open: TestLog['open'] = (options) => {
    const log = openAccessLog({ url, owner, keys, ...options });
    logs.push(log);
    return log;
  };
  const checkpointer = openCheckpointer({
    url,
    department: owner,
    keys,
    signingKey,
    file,
    onFailed: () => undefined,
  });
  let written = 0;
  return {
    appUrl: url,
    ownerUrl: database.ownerUrl,
    keys,
    file,
    archives,
    open,
    append: async (count) => {
      const log = open();
      for (let index = 0; index < count; index += 1)
        await log.append(access({ trace: `trace-${(written += 1)}` }));
    },
    checkpointer,
    verify: (options) =>
      verifyAccessLog({ url, owner, keys, publicKey: publicKeyOf(signingKey), file, archives, ...options }),
    attack: (...statements) => attackAs(superuser, statements),
    ask: (statement) => queryUrl(superuser, statement),
    close: async () => {
      await Promise.all([...logs, checkpointer].map((opened) => opened.close()));
      await database.drop();
      rmSync(directory, { recursive: true });
    },
  };
};

/** A person's key as Postgres writes it. */
export const storedPid = (pid: string): string => pid.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
