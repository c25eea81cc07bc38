// What the messages of Postgres mean for the person at the keyboard: texts of initdb and postgres as coded errors.
import { CodedError, type ErrorCode, type ErrorDetails } from '../../../../schema/errors.ts';
import { freeBytes } from '../host/files.ts';
import { LOOPBACK } from '../host/port.ts';

const MEGABYTE = 1_000_000;

/** What was tried when Postgres failed. */
export interface Attempt {
  readonly dataDirectory: string;
  /** Major version of our binaries. */
  readonly major: number;
  readonly port?: number;
}

interface Fault {
  readonly pattern: RegExp;
  readonly code: ErrorCode;
}

/** First match wins: the causes of the machine before those of the data. */
const FAULTS: readonly Fault[] = [
  { pattern: /No space left on device/, code: 'DISK_FULL' },
  {
    pattern: /error while loading shared libraries: ([^\s:]+)|Library not loaded: (\S+)/,
    code: 'POSTGRES_LIBRARIES_MISSING',
  },
  { pattern: /could not bind [^\n]*Address already in use/, code: 'PORT_TAKEN' },
  { pattern: /initialized by PostgreSQL version (\d+)/, code: 'DATA_DIRECTORY_VERSION' },
  {
    pattern: /(?:could not create shared memory segment|could not map anonymous shared memory)[^\n]*/,
    code: 'MEMORY_SHORT',
  },
  {
    pattern: /[^\n]*(?:Permission denied|Read-only file system|has wrong ownership|has invalid permissions)/,
    code: 'DATA_DIRECTORY_NOT_WRITABLE',
  },
  {
    pattern: /spawn [^\n]*(?:ENOENT|EACCES)|failed to execute|cannot execute/,
    code: 'POSTGRES_NOT_RUNNABLE',
  },
  // The program's own words, before it can log: a file that it starts from is gone.
  {
    pattern:
      /could not find the database system[^]*?(could not open file [^\n]*)|(could not access the server configuration file[^\n]*)/,
    code: 'DATA_DIRECTORY_BROKEN',
  },
  { pattern: /PANIC:\s+([^\n]+)/, code: 'DATA_DIRECTORY_BROKEN' },
  {
    pattern:
      /FATAL:\s+([^\n]*(?:control file|pg_control|incompatible with server|could not (?:open|read|locate|find|access)|not a valid|corrupt|checksum)[^\n]*)/,
    code: 'DATA_DIRECTORY_BROKEN',
  },
];

/** The sentence that ended it; a program of Postgres that cannot even run leaves a last line. */
const reasonIn = (text: string): string =>
  /(?:FATAL|error):\s+([^\n]+)/.exec(text)?.[1] ?? text.trim().split('\n').at(-1) ?? '';

const detailsOf = (attempt: Attempt, found: string): ErrorDetails => ({
  dataDirectory: attempt.dataDirectory,
  wanted: attempt.major,
  found,
  library: found,
  reason: found,
  host: LOOPBACK,
  port: attempt.port ?? 0,
  holder: '?',
  free: Math.floor(freeBytes(attempt.dataDirectory) / MEGABYTE),
});

/** The coded error behind what Postgres wrote before it gave up. */
export const faultOf = (text: string, attempt: Attempt): CodedError => {
  for (const { pattern, code } of FAULTS) {
    const match = pattern.exec(text);
    if (match) return new CodedError(code, detailsOf(attempt, match.slice(1).find(Boolean) ?? match[0]));
  }
  return new CodedError('POSTGRES_FAILED', { reason: reasonIn(text) });
};
