import path from 'node:path';
import { CodedError } from '../../../schema/errors.ts';
import { issuerFolder, readIfPresent, replacePrivately } from './files.ts';

/** Where a data directory says at which address its issuer was started last: tokens name the issuer by it. */
const originFile = (dataDirectory: string): string => path.join(issuerFolder(dataDirectory), 'origin');

/** Tells those who sign tokens beside the server how its issuer is called. */
export const recordOrigin = (dataDirectory: string, origin: string): void =>
  replacePrivately(originFile(dataDirectory), origin);

/** The address at which the issuer of a data directory was started last; ISSUER_KEYS_MISSING where it never was. */
export const readOrigin = (dataDirectory: string): string => {
  const file = originFile(dataDirectory);
  const origin = readIfPresent(file);
  if (origin === undefined) throw new CodedError('ISSUER_KEYS_MISSING', { path: file });
  return origin;
};
