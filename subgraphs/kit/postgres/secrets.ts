// The secrets of a data directory: person key, encryption keys, passwords. Made once; lost means told, never made anew.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { existsSync, mkdirSync } from 'node:fs';
import { z } from 'zod';
import { CodedError } from '../../../schema/errors.ts';
import { readIfPresent, replacePrivately } from './host/files.ts';

const KEY_BYTES = 32;
const PASSWORD_BYTES = 24;

const Key = z.base64().refine((text) => Buffer.from(text, 'base64').length === KEY_BYTES);
const AccessLogRecord = z.object({ keys: z.array(Key).nonempty(), signingKey: z.base64() });
const DepartmentRecord = z.object({
  key: Key,
  ownerPassword: z.string(),
  appPassword: z.string(),
  // A data directory that was made before there were access logs gets one.
  accessLog: AccessLogRecord.optional(),
});
const SecretsRecord = z.object({
  pidKey: Key,
  superuserPassword: z.string(),
  departments: z.record(z.string(), DepartmentRecord),
});
type SecretsRecord = z.infer<typeof SecretsRecord>;

/** What keeps a department's access log from being rewritten. */
export interface AccessLogSecrets {
  /** 256-bit keys of the chain, the oldest first: the last one writes. */
  readonly keys: readonly Buffer[];
  /** Ed25519 key that checkpoints are signed with: PKCS #8, DER. */
  readonly signingKey: Buffer;
}

/** What one department alone needs to know. */
export interface DepartmentSecrets {
  /** 256-bit key under which the department encrypts identity numbers. */
  readonly key: Buffer;
  readonly ownerPassword: string;
  readonly appPassword: string;
  readonly accessLog: AccessLogSecrets;
}

/** The secrets of a data directory. */
export interface Secrets {
  /** 256-bit key of the person key, shared by the departments. */
  readonly pidKey: Buffer;
  readonly superuserPassword: string;
  /** The secrets of a department; a department that was not asked for is a mistake in the code. */
  readonly of: (department: string) => DepartmentSecrets;
}

/** Where the secrets of a data directory are; to be backed up together with it. */
export const secretsFile = (dataDirectory: string): string => join(dataDirectory, 'secrets.json');

/** Where the server of a data directory keeps its data. */
export const pgDataOf = (dataDirectory: string): string => join(dataDirectory, 'postgres');

const newKey = (): string => randomBytes(KEY_BYTES).toString('base64');
const newPassword = (): string => randomBytes(PASSWORD_BYTES).toString('base64url');

const newSigningKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');

const newAccessLog = (): z.infer<typeof AccessLogRecord> => ({
  keys: [newKey()],
  signingKey: newSigningKey(),
});

/** The secrets of a department: those that it has, and new ones for the rest. */
const completed = (
  kept: z.infer<typeof DepartmentRecord> | undefined,
): Required<z.infer<typeof DepartmentRecord>> => ({
  key: kept?.key ?? newKey(),
  ownerPassword: kept?.ownerPassword ?? newPassword(),
  appPassword: kept?.appPassword ?? newPassword(),
  accessLog: kept?.accessLog ?? newAccessLog(),
});

const read = (path: string): SecretsRecord | undefined => {
  const text = readIfPresent(path);
  if (text === undefined) return undefined;
  try {
    return SecretsRecord.parse(JSON.parse(text));
  } catch {
    // The cause would quote the file.
    throw new CodedError('SECRETS_UNREADABLE', { path });
  }
};

const assertNothingEncrypted = (dataDirectory: string): void => {
  if (existsSync(join(pgDataOf(dataDirectory), 'PG_VERSION')))
    throw new CodedError('SECRETS_LOST', { path: secretsFile(dataDirectory) });
};

const fromBase64 = (text: string): Buffer => Buffer.from(text, 'base64');

const accessLogOf = ({ keys, signingKey }: z.infer<typeof AccessLogRecord>): AccessLogSecrets => ({
  keys: keys.map(fromBase64),
  signingKey: fromBase64(signingKey),
});

const opened = (record: SecretsRecord): Secrets => ({
  pidKey: fromBase64(record.pidKey),
  superuserPassword: record.superuserPassword,
  of: (department) => {
    const found = record.departments[department];
    if (found?.accessLog === undefined) throw new Error(`the secrets were not opened for ${department}`);
    return { ...found, key: fromBase64(found.key), accessLog: accessLogOf(found.accessLog) };
  },
});

/**
 * Opens the secrets of a data directory for some departments, making what is new. Whoever calls holds the
 * data directory. Throws SECRETS_LOST when the file is gone while the data is there.
 */
export const openSecrets = (dataDirectory: string, departments: readonly string[]): Secrets => {
  const path = secretsFile(dataDirectory);
  const kept = read(path);
  if (kept === undefined) assertNothingEncrypted(dataDirectory);
  const base = kept ?? { pidKey: newKey(), superuserPassword: newPassword(), departments: {} };
  const missing = departments.filter((name) => base.departments[name]?.accessLog === undefined);
  const added = Object.fromEntries(missing.map((name) => [name, completed(base.departments[name])]));
  const record = { ...base, departments: { ...base.departments, ...added } };
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  if (kept === undefined || missing.length > 0) replacePrivately(path, JSON.stringify(record, null, 2));
  return opened(record);
};
