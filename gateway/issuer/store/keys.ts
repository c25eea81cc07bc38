import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { exportJWK, generateKeyPair, type JSONWebKeySet, type JWK } from 'jose';
import { z } from 'zod';
import { CodedError } from '../../../schema/errors.ts';
import { ALGORITHM } from '../names.ts';
import { createPrivately, issuerFolder, readIfPresent } from './files.ts';

/** A private key on the curve of ES256. Source: RFC 7518 section 6.2. */
const PrivateKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
  kid: z.string(),
  alg: z.literal(ALGORITHM),
  use: z.literal('sig'),
});

/** The secrets of the issuer: made once for a data directory, so that a restart ends nobody's session. */
const IssuerKeys = z.object({
  signingKey: PrivateKey,
  cookieKey: z.string().min(1),
  partnerSecret: z.string().min(1),
});

export type IssuerKeys = Readonly<z.infer<typeof IssuerKeys>>;

const SECRET_BYTES = 32;
const KID_BYTES = 8;

const newSecret = (bytes = SECRET_BYTES): string => randomBytes(bytes).toString('base64url');

const keysFile = (dataDirectory: string): string => path.join(issuerFolder(dataDirectory), 'keys.json');

const newSigningKey = async (): Promise<JWK> => {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: newSecret(KID_BYTES), alg: ALGORITHM, use: 'sig' };
};

const parse = (text: string, file: string): IssuerKeys => {
  try {
    return IssuerKeys.parse(JSON.parse(text));
  } catch {
    // The cause would quote the file.
    throw new CodedError('ISSUER_KEYS_UNREADABLE', { path: file });
  }
};

/** The keys of a data directory; ISSUER_KEYS_MISSING where no issuer has been started with it. */
export const readIssuerKeys = (dataDirectory: string): IssuerKeys => {
  const file = keysFile(dataDirectory);
  const text = readIfPresent(file);
  if (text === undefined) throw new CodedError('ISSUER_KEYS_MISSING', { path: file });
  return parse(text, file);
};

/** The keys of a data directory, made where there are none. */
export const openIssuerKeys = async (dataDirectory: string): Promise<IssuerKeys> => {
  const file = keysFile(dataDirectory);
  if (readIfPresent(file) === undefined) {
    const made = { signingKey: await newSigningKey(), cookieKey: newSecret(), partnerSecret: newSecret() };
    createPrivately(file, JSON.stringify(made, null, 2));
  }
  return readIssuerKeys(dataDirectory);
};

/** What everybody may know of the keys: enough to verify, nothing to sign with. */
export const publicKeysOf = ({ signingKey: { d: _secret, ...publicKey } }: IssuerKeys): JSONWebKeySet => ({
  keys: [publicKey],
});
