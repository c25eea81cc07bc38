import type { ErrorCode } from '../../schema/errors.ts';

/** Exit codes of the command-line program; `README.md` lists them. */
export const EXIT = {
  ok: 0,
  /** Something failed that is not the user's doing. */
  failed: 1,
  /** The words of the command are wrong. */
  usage: 2,
  /** The command ran, and some of the input was refused. */
  rejected: 3,
  /** The surroundings do not allow it: port taken, disk full, data directory held or broken, old Node. */
  environment: 4,
} as const;

/** Codes that say something about the surroundings, not about the command or its input. */
const ENVIRONMENT_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'CONFIGURATION_INVALID',
  'DATA_DIRECTORY_BROKEN',
  'DATA_DIRECTORY_HELD',
  'DATA_DIRECTORY_NOT_WRITABLE',
  'DATA_DIRECTORY_VERSION',
  'DISK_FULL',
  'NODE_TOO_OLD',
  'PORT_TAKEN',
  'POSTGRES_FAILED',
  'POSTGRES_LIBRARIES_MISSING',
  'POSTGRES_NOT_RUNNABLE',
  'POSTGRES_PACKAGE_MISSING',
  'SECRETS_LOST',
  'SECRETS_UNREADABLE',
]);

/** Exit code of a command that ends with a coded error. */
export const exitOf = (code: ErrorCode): number =>
  ENVIRONMENT_CODES.has(code) ? EXIT.environment : EXIT.failed;
