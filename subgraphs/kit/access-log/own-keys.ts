// The keys of a department's chain as the data directory keeps them, and how one is added.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { CodedError } from '../../../schema/errors.ts';
import { readIfPresent, replacePrivately } from '../postgres/host/files.ts';
import { secretsFile } from '../postgres/secrets.ts';

const KEY_BYTES = 32;

/** What is read of the secrets; all else stays as it is. */
const SecretsFile = z.looseObject({
  departments: z.record(
    z.string(),
    z.looseObject({ accessLog: z.looseObject({ keys: z.array(z.base64()).nonempty() }) }),
  ),
});

/** Adds a new key at the end of a department's keys; it is on the disk when this returns. All keys, the oldest first. */
export const addOwnKey = (dataDirectory: string, department: string): readonly Buffer[] => {
  const path = secretsFile(dataDirectory);
  const parsed = SecretsFile.safeParse(JSON.parse(readIfPresent(path) ?? 'null'));
  const accessLog = parsed.data?.departments[department]?.accessLog;
  if (parsed.data === undefined || accessLog === undefined)
    throw new CodedError('SECRETS_UNREADABLE', { path });
  accessLog.keys.push(randomBytes(KEY_BYTES).toString('base64'));
  replacePrivately(path, JSON.stringify(parsed.data, null, 2));
  return accessLog.keys.map((key) => Buffer.from(key, 'base64'));
};
