// Checks of the machine: Node, memory, free disk, the gateway's port.
import { totalmem } from 'node:os';
import { CodedError } from '../../../../schema/errors.ts';
import { freeBytes } from '../host/files.ts';
import { holderOf, type Holder } from '../host/hold.ts';
import { assertPortUsable, listenerOf } from '../host/port.ts';
import { assertSpace } from '../server/create.ts';
import { fine, warning, type Finding, type Question } from './check.ts';

const OLDEST_NODE = [20, 19] as const;
const MEGABYTE = 1_000_000;
/** The shared buffers of Postgres (256 MB), the workers of five pools, and Node itself. */
const COMFORTABLE_MEMORY_MB = 1_000;
/** The write-ahead log alone may grow to 2 GB under a load; see `settings.ts`. */
const COMFORTABLE_DISK_MB = 2_000;

const node = (): Finding => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const old = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
  if (old)
    throw new CodedError('NODE_TOO_OLD', { found: process.versions.node, wanted: OLDEST_NODE.join('.') });
  return fine(process.versions.node);
};

const memory = (): Finding => {
  // 0 or a huge number when nothing limits the process.
  const limit = process.constrainedMemory();
  const megabytes = Math.floor(Math.min(totalmem(), limit > 0 ? limit : Infinity) / MEGABYTE);
  if (megabytes >= COMFORTABLE_MEMORY_MB) return fine(`${megabytes} MB`);
  return warning(
    `${megabytes} MB`,
    `Give the machine or container at least ${COMFORTABLE_MEMORY_MB} MB.`,
    `请为机器或容器分配至少 ${COMFORTABLE_MEMORY_MB} MB 内存。`,
  );
};

const disk = (dataDirectory: string): Finding => {
  assertSpace(dataDirectory);
  const megabytes = Math.floor(freeBytes(dataDirectory) / MEGABYTE);
  if (megabytes >= COMFORTABLE_DISK_MB) return fine(`${megabytes} MB`);
  return warning(
    `${megabytes} MB`,
    'Enough to start; a large import may fill the disk.',
    '足以启动，但大批量导入可能占满磁盘。',
  );
};

/** A data directory that cannot be read has a line of its own. */
const readableHolder = (dataDirectory: string): Promise<Holder | undefined> =>
  holderOf(dataDirectory).catch(() => undefined);

const port = async (dataDirectory: string, host: string, number: number): Promise<Finding> => {
  const [holder, listener] = [await readableHolder(dataDirectory), listenerOf(number)];
  if (holder && listener?.pid === holder.pid) return fine(`${host}:${number}, FourNets, pid ${holder.pid}`);
  await assertPortUsable(number, host);
  return fine(`${host}:${number}`);
};

/** What there is to ask of the machine. */
export const machineQuestions = (dataDirectory: string, host: string, gatewayPort: number): Question[] => [
  { id: 'node', title: { en: 'Node.js version', zh: 'Node.js 版本' }, look: node },
  { id: 'memory', title: { en: 'Memory', zh: '内存' }, look: memory },
  { id: 'disk', title: { en: 'Free disk space', zh: '磁盘剩余空间' }, look: () => disk(dataDirectory) },
  {
    id: 'port',
    title: { en: 'Gateway port', zh: '网关端口' },
    look: () => port(dataDirectory, host, gatewayPort),
  },
];
