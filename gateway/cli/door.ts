// Which keys a gateway signs with and a department trusts, by the configuration.
import type { DepartmentName } from '../../schema/departments.ts';
import { CodedError } from '../../schema/errors.ts';
import { closedDoor, openDoor, type Door } from '../../subgraphs/kit/door/door.ts';
import { readWhenChanged } from '../../subgraphs/kit/door/file.ts';
import { trustedKey, trustedKeys, type TrustedKeys } from '../../subgraphs/kit/door/keys.ts';
import { ownKeyFile } from '../../subgraphs/kit/door/own-key.ts';
import { isLoopback } from '../../subgraphs/kit/http/answers.ts';
import type { Config } from '../config.ts';
import { signer, signingKey, type Sign } from '../fetch/owners/remote/sign.ts';
import type { Logger } from '../receive/log.ts';

/** Reads a file of keys, and again when it changes; one that never could be read ends the start. */
const keysOf = <T>(
  path: string,
  read: (text: string) => T,
  code: 'SIGNING_KEY_UNUSABLE' | 'PUBLIC_KEYS_UNUSABLE',
  log: Logger,
): (() => T) => {
  try {
    return readWhenChanged(path, read, (error) =>
      log.error({ path, code, err: error }, 'the keys that were read before go on holding'),
    );
  } catch (cause) {
    throw new CodedError(code, { path }, { cause });
  }
};

const signWith = (path: string, log: Logger): Sign =>
  signer(keysOf(path, signingKey, 'SIGNING_KEY_UNUSABLE', log));

/** How the gateway signs for its departments: with the configured key, else with that of the data directory. */
export const signForDepartments = ({ signingKeyFile, dataDirectory }: Config, log: Logger): Sign =>
  signWith(signingKeyFile ?? ownKeyFile(dataDirectory), log);

/** How it signs for subgraphs of anybody: only with a configured key. */
export const signForOthers = ({ signingKeyFile }: Config, log: Logger): Sign | undefined =>
  signingKeyFile === undefined ? undefined : signWith(signingKeyFile, log);

const trustedBy = ({ publicKeysFile, dataDirectory }: Config, log: Logger): (() => TrustedKeys) =>
  publicKeysFile === undefined
    ? keysOf(ownKeyFile(dataDirectory), trustedKey, 'SIGNING_KEY_UNUSABLE', log)
    : keysOf(publicKeysFile, trustedKeys, 'PUBLIC_KEYS_UNUSABLE', log);

/** Only where no other machine gets: a door that stands open asks nobody who they are. */
export const assertMayOpen = ({ host }: Config): void => {
  if (!isLoopback(host)) throw new CodedError('DOOR_OPEN_TO_OTHERS', { host });
};

/** The door of a department that stands alone. */
export const doorOf = (config: Config, department: DepartmentName, open: boolean, log: Logger): Door =>
  open
    ? openDoor
    : closedDoor({
        department,
        keysNow: trustedBy(config, log),
        onRefused: (reason) => log.warn({ owner: department, reason }, 'turned away at the door'),
      });
