// Checks of the data directory: writable, who holds it, whether the data is sound, whether its keys are there.
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { CodedError } from '../../../../schema/errors.ts';
import { runningCluster, type ClusterAddress } from '../cluster.ts';
import { codeOf, nearestExisting } from '../host/files.ts';
import { holderOf } from '../host/hold.ts';
import { openSecrets, pgDataOf, secretsFile } from '../secrets.ts';
import { chooseAccount } from '../server/account.ts';
import { inspectData } from '../server/create.ts';
import { faultOf } from '../server/faults.ts';
import { locateBinaries } from '../server/platform.ts';
import { runningPostmaster } from '../server/postmaster.ts';
import { run } from '../server/run.ts';
import { fine, warning, type Finding, type Question } from './check.ts';

const OTHERS = 0o077;
const CONNECT_TIMEOUT_MS = 5_000;

const writable = (dataDirectory: string): Finding => {
  const place = nearestExisting(dataDirectory);
  try {
    accessSync(place, constants.R_OK | constants.W_OK | constants.X_OK);
    if (!statSync(place).isDirectory())
      throw new CodedError('DATA_DIRECTORY_NOT_WRITABLE', { dataDirectory });
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    throw new CodedError('DATA_DIRECTORY_NOT_WRITABLE', { dataDirectory }, { cause: error });
  }
  return fine(place === dataDirectory ? dataDirectory : `${dataDirectory}, made at the first start`);
};

const holder = async (dataDirectory: string): Promise<Finding> => {
  const found = await holderOf(dataDirectory);
  return fine(found ? `pid ${found.pid} since ${found.since}, ${found.address ?? '–'}` : '–');
};

const answers = async ({ urlOf, superuser, port }: ClusterAddress): Promise<Finding> => {
  const client = new pg.Client({
    connectionString: urlOf('postgres', superuser),
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  try {
    await client.connect();
    await client.query('select 1');
  } catch (error) {
    throw new CodedError('POSTGRES_FAILED', { reason: String(error) }, { cause: error });
  } finally {
    await client.end();
  }
  return fine(`answers on port ${port}`);
};

/** With no server on it: `-C` of a computed setting reads the control file and its checksum. */
const reads = async (dataDirectory: string, pgData: string): Promise<Finding> => {
  const { postgres, major } = locateBinaries();
  const { ok, stderr } = await run(chooseAccount(dataDirectory), postgres, [
    '-D',
    pgData,
    '-C',
    'data_checksums',
  ]);
  if (!ok) throw faultOf(stderr, { dataDirectory, major });
  return fine(`Postgres ${major}, stopped`);
};

const sound = async (dataDirectory: string): Promise<Finding> => {
  const pgData = pgDataOf(dataDirectory);
  if (inspectData(pgData, locateBinaries().major) === 'absent') return fine('–');
  const running = await runningCluster(dataDirectory);
  if (running) return answers(running);
  const leftover = runningPostmaster(pgData);
  return leftover
    ? fine(`left running as pid ${leftover.pid}; the next start takes over`)
    : reads(dataDirectory, pgData);
};

const keys = (dataDirectory: string): Finding => {
  const path = secretsFile(dataDirectory);
  if (!existsSync(path)) {
    if (existsSync(join(pgDataOf(dataDirectory), 'PG_VERSION')))
      throw new CodedError('SECRETS_LOST', { path });
    return fine('–');
  }
  openSecrets(dataDirectory, []);
  if (process.platform === 'win32' || (statSync(path).mode & OTHERS) === 0) return fine(path);
  return warning(
    path,
    `Others can read the keys: run chmod 600 ${path}`,
    `他人可读取密钥文件，请运行 chmod 600 ${path}`,
  );
};

/** What there is to ask of the data directory. */
export const dataQuestions = (dataDirectory: string): Question[] => [
  {
    id: 'data-directory',
    title: { en: 'Data directory', zh: '数据目录' },
    look: () => writable(dataDirectory),
  },
  { id: 'holder', title: { en: 'Held by', zh: '占用者' }, look: () => holder(dataDirectory) },
  { id: 'data', title: { en: 'Data', zh: '数据' }, look: () => sound(dataDirectory) },
  { id: 'secrets', title: { en: 'Keys', zh: '密钥' }, look: () => keys(dataDirectory) },
];
