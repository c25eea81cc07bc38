// The account that Postgres runs under. It refuses root, so root steps down: to the owner of the data directory, into a
// user namespace, else to `nobody`.
import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { chmodSync, chownSync, lchownSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CodedError } from '../../../../schema/errors.ts';
import { nearestExisting } from '../host/files.ts';

/** How Postgres gets an account that is not root. */
export type AccountKind = 'own' | 'owner' | 'user-namespace' | 'nobody';

/** Runs programs of Postgres under the account that owns its files. */
export interface Account {
  readonly kind: AccountKind;
  readonly spawn: (program: string, args: readonly string[], options: SpawnOptions) => ChildProcess;
  /** Gives files that this process made to the account. */
  readonly own: (path: string) => void;
  /** Makes sure that the account can enter the data directory. */
  readonly admit: (directory: string) => void;
}

const ROOT = 0;
/** `nobody` on Linux; no entry in the user database is needed. */
const NOBODY = 65534;

/** English messages, for `faults.ts` reads them; nothing of the caller's PG* settings. */
const environment = (): NodeJS.ProcessEnv => ({
  PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
  LC_ALL: 'C',
  TZ: 'UTC',
  ...(process.platform === 'win32' && { SystemRoot: 'C:\\Windows' }),
});

const start = (program: string, args: readonly string[], options: SpawnOptions): ChildProcess =>
  spawn(program, args, { env: environment(), windowsHide: true, ...options });

const nothing = (): void => undefined;

const ownAccount: Account = { kind: 'own', spawn: start, own: nothing, admit: nothing };

/** Root can start one day under the one account and the next day under another: the data changes hands. */
const give = (path: string, uid: number, gid: number): void => {
  const stat = lstatSync(path);
  if (stat.uid !== uid) lchownSync(path, uid, gid);
  if (stat.isDirectory()) for (const entry of readdirSync(path)) give(join(path, entry), uid, gid);
};

/** Asked of the system itself: there are access lists, mounts and 700s on the way. */
const assertEnters = (
  directory: string,
  command: readonly string[],
  options: { uid?: number; gid?: number },
): void => {
  const [program = 'sh', ...args] = [...command, 'sh', '-c', 'cd "$0"', directory];
  const { status } = spawnSync(program, args, { ...options, env: environment(), cwd: '/', stdio: 'ignore' });
  if (status !== 0) throw new CodedError('ROOT_ONLY_DIRECTORY', { directory });
};

const userNamespace: Account = {
  kind: 'user-namespace',
  spawn: (program, args, options) => start('unshare', ['-U', program, ...args], options),
  own: (path) => give(path, ROOT, ROOT),
  admit: (directory) => assertEnters(directory, ['unshare', '-U'], {}),
};

const asUser = (
  kind: AccountKind,
  uid: number,
  gid: number,
  admit: (directory: string) => void,
): Account => ({
  kind,
  spawn: (program, args, options) => {
    assertEnters(dirname(program), [], { uid, gid });
    return start(program, args, { ...options, uid, gid, cwd: '/' });
  },
  own: (path) => give(path, uid, gid),
  admit: (directory) => {
    admit(directory);
    assertEnters(directory, [], { uid, gid });
  },
});

const namespacesWork = (): boolean => spawnSync('unshare', ['-U', 'true']).status === 0;

/** The account for this process: its own, or as root what the data directory and the system allow. */
export const chooseAccount = (dataDirectory: string): Account => {
  if (process.getuid?.() !== ROOT) return ownAccount;
  const { uid, gid } = statSync(nearestExisting(dataDirectory));
  if (uid !== ROOT) return asUser('owner', uid, gid, (directory) => chownSync(directory, uid, gid));
  if (namespacesWork()) return userNamespace;
  return asUser('nobody', NOBODY, NOBODY, (directory) => chmodSync(directory, 0o711));
};
