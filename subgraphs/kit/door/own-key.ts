// The key pair of a gateway and departments that share a data directory.
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '../../../schema/errors.ts';
import { createPrivately } from '../postgres/host/files.ts';

const newKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/**
 * The file with the gateway's private key in a data directory, made where there is none. Gateway and departments may
 * start in any order and at the same time. Unlike the other secrets it may be lost: no data rest on it.
 */
export const ownKeyFile = (dataDirectory: string): string => {
  const path = join(dataDirectory, 'gateway-key.pem');
  if (existsSync(path)) return path;
  try {
    mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
    createPrivately(path, newKey());
  } catch (cause) {
    throw new CodedError('DATA_DIRECTORY_NOT_WRITABLE', { dataDirectory }, { cause });
  }
  return path;
};
