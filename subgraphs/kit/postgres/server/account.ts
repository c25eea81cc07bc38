// The account that Postgres runs under. It refuses root, so root steps down: into a user namespace, else to `nobody`.
import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { chmodSync, lchownSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CodedError } from '../../../../schema/errors.ts';

/** How Postgres gets an account that is not root. */
export type AccountKind = 'own' | 'user-namespace' | 'nobody';

/** Runs programs of Postgres under the account that owns its files. */
export interface Account {
  readonly kind: AccountKind;
  readonly spawn: (program: string, args: readonly string[], options: SpawnOptions) => ChildProcess;
  /** Gives files that this process made to the account. */
  readonly own: (path: string) => void;
  /** Makes sure that the account can enter a directory of ours. */
  readonly admit: (directory: string) => void;
}

/** `nobody` on Linux; no entry in the user database is needed. */
const NOBODY = 65534;
const ROOT = 0;
const OTHERS_MAY_ENTER = 0o001;

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

/** Root can start one day under the one account and the next day under the other: the data changes hands. */
const give = (path: string, account: number): void => {
  const stat = statSync(path);
  if (stat.uid === account) return;
  lchownSync(path, account, account);
  if (stat.isDirectory()) for (const entry of readdirSync(path)) give(join(path, entry), account);
};

const userNamespace: Account = {
  ...ownAccount,
  kind: 'user-namespace',
  spawn: (program, args, options) => start('unshare', ['-U', program, ...args], options),
  own: (path) => give(path, ROOT),
};

const assertEnterable = (directory: string): void => {
  if ((statSync(directory).mode & OTHERS_MAY_ENTER) === 0)
    throw new CodedError('ROOT_ONLY_DIRECTORY', { directory });
  if (dirname(directory) !== directory) assertEnterable(dirname(directory));
};

const nobody: Account = {
  kind: 'nobody',
  spawn: (program, args, options) => {
    assertEnterable(dirname(program));
    return start(program, args, { ...options, uid: NOBODY, gid: NOBODY, cwd: '/' });
  },
  own: (path) => give(path, NOBODY),
  admit: (directory) => {
    chmodSync(directory, 0o711);
    assertEnterable(resolve(directory));
  },
};

const namespacesWork = (): boolean => spawnSync('unshare', ['-U', 'true']).status === 0;

/** The account for this process: its own, or as root what the system allows. */
export const chooseAccount = (): Account => {
  if (process.getuid?.() !== 0) return ownAccount;
  return namespacesWork() ? userNamespace : nobody;
};
