// An issuer for the tests of identity, with its keys; whoever forges its tokens has keys of the same kind.
import {
  exportJWK,
  generateKeyPair,
  SignJWT,
  type CryptoKey,
  type JSONWebKeySet,
  type JWTHeaderParameters,
  type JWTPayload,
} from 'jose';

/** 2026-10-01 16:00 in China, in milliseconds and in seconds. */
export const NOW = Date.UTC(2026, 9, 1, 8);
export const NOW_SECONDS = NOW / 1000;

export const ISSUER = 'https://issuer.example/oidc';
export const AUDIENCE = 'urn:example:graph';

export const HEADER = { alg: 'ES256', typ: 'at+jwt', kid: 'first' } satisfies JWTHeaderParameters;

export const CLAIMS = {
  iss: ISSUER,
  aud: AUDIENCE,
  sub: 'investigator',
  client_id: 'console',
  jti: 'a-token',
  iat: NOW_SECONDS - 60,
  exp: NOW_SECONDS + 540,
  roles: ['investigator'],
  department: 'discipline',
} satisfies JWTPayload;

/** Somebody who signs tokens. */
export interface Signer {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly jwks: JSONWebKeySet;
  /** The honest token of this signer, but for the claims and header members that are given otherwise. */
  readonly token: (claims?: JWTPayload, header?: Partial<JWTHeaderParameters>) => Promise<string>;
}

export const signer = async (alg = 'ES256', kid = 'first'): Promise<Signer> => {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return {
    privateKey,
    publicKey,
    jwks: { keys: [{ ...(await exportJWK(publicKey)), kid, alg, use: 'sig' }] },
    token: (claims = {}, header = {}) =>
      new SignJWT({ ...CLAIMS, ...claims })
        .setProtectedHeader({ ...HEADER, alg, kid, ...header })
        .sign(privateKey),
  };
};

/** Any value as a part of a token. */
export const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
