// What a gateway says of itself to a department elsewhere: how it is written, and how long it holds.
import { createHash, type KeyObject } from 'node:crypto';
import type { Asker, Viewer } from './sharing.ts';

/** The header of a request that carries the assertion, a compact JWS signed with Ed25519. */
export const ASSERTION_HEADER = 'x-fournets-assertion';

/** The assertion's `typ`: no other token signed with the same key is taken for one. Source: RFC 8725, 3.11. */
export const ASSERTION_TYPE = 'fournets-assertion+jwt';

/** Seconds that an assertion holds: longer than any fetch may take, too short to be of use to a thief. */
export const ASSERTION_LIFETIME_S = 30;

/** Who makes assertions. */
export const ASSERTION_ISSUER = 'fournets-gateway';

/** An asker as an assertion names it: the key of the viewer's class is worked out from the rest on both sides. */
export type AskerClaim = Omit<Asker, 'viewer'> & { readonly viewer: Omit<Viewer, 'key'> };

/**
 * Most bytes that an assertion may say, some 200 units of a purpose: 6 KiB in base64url, since balancers often stop
 * reading headers at 8 KiB, and Node at 16.
 */
export const CLAIMS_MAX_BYTES = 4.5 * 1024;

/** What an assertion says. Times are seconds since 1970. */
export interface AssertionClaims {
  readonly iss: typeof ASSERTION_ISSUER;
  /** The department that is asked. */
  readonly aud: string;
  readonly iat: number;
  readonly exp: number;
  /** Never the same twice. */
  readonly jti: string;
  /** SHA-256 of the bytes of the request body, in base64url. */
  readonly sha256: string;
  /**
   * Whom the department answers; null where the gateway asks on its own behalf. A gateway that identifies nobody leaves
   * it out, and is not let in.
   */
  readonly asker?: AskerClaim | null;
}

/** SHA-256 of a request body, as an assertion names it. */
export const hashOf = (body: string | Uint8Array): string =>
  createHash('sha256').update(body).digest('base64url');

/** Name of a key, worked out from the key alone on both sides. Source: RFC 7638 and RFC 8037, A.3. */
export const keyIdOf = (publicKey: KeyObject): string => {
  const { crv, kty, x } = publicKey.export({ format: 'jwk' });
  return hashOf(JSON.stringify({ crv, kty, x }));
};
