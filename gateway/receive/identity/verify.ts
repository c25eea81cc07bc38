import { errors, jwtVerify, type JWTPayload, type JWTVerifyOptions } from 'jose';
import { CodedError } from '../../../schema/errors.ts';
import { viewerReader, type ClaimsMappingInput } from './claims.ts';
import type { Clock } from './clock.ts';
import { isPlainHeader } from './header.ts';
import { keysOf, type KeySource } from './keys.ts';
import { createUseOnce } from './once.ts';
import { isWellSpelt } from './spelling.ts';
import { OVERSIGHT_CLIENT, type Viewer } from '../../../schema/sharing.ts';

/** Signatures that only the issuer can make: nothing is signed with what the verifier knows. Source: RFC 8725 section 3.1. */
const ALGORITHMS = ['ES256', 'EdDSA', 'Ed25519', 'PS256', 'RS256'];

/** So far the clocks of the issuer and of this machine may be apart. */
const CLOCK_TOLERANCE_SECONDS = 5;

/** Oldest token that is taken, however late it expires. */
const MAX_AGE_SECONDS = 60 * 60;

/** The type of access tokens. Source: RFC 9068 section 2.1. */
const ACCESS_TOKEN = 'at+jwt';

/** Whom the tokens come from, and for whom they are. */
export interface VerifierOptions {
  /** The issuer's name, exactly as it writes it in `iss`. */
  readonly issuer: string;
  /** The name of this graph in `aud`. */
  readonly audience: string;
  /** The issuer's public keys, or where it publishes them. */
  readonly jwks: KeySource;
  readonly claims?: ClaimsMappingInput | undefined;
  readonly clock?: Clock | undefined;
  /** `typ` of the token's header; `at+jwt` where left out. A provider older than RFC 9068 may write `JWT`. */
  readonly type?: string | undefined;
  /** Oldest token in seconds; an hour where left out. */
  readonly maxAgeSeconds?: number | undefined;
  /**
   * Refuses a token the second time. For single-use tokens only, such as an assertion for one request: an access token
   * is a bearer token, meant to be sent with every request until it expires, and its `jti` comes again and again.
   */
  readonly once?: boolean | undefined;
}

/** What a token proves. */
export interface Verified {
  readonly viewer: Viewer;
  /** When the token ends, by expiry or by age: milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Who a token speaks for; a coded refusal where it proves nothing. */
export type Verify = (token: string) => Promise<Verified>;

/** The part of a token that is wrong, by the name it has in the token. Never its value. */
const wrongPart = (error: errors.JOSEError): string => {
  if (error instanceof errors.JWTClaimValidationFailed) return error.claim;
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'alg';
  return error instanceof errors.JWKSNoMatchingKey ? 'kid' : 'form';
};

const invalid = (part: string): CodedError => new CodedError('TOKEN_INVALID', { part });

/** The cause is left out, since it holds the claims. */
const refusal = (error: unknown): unknown => {
  if (error instanceof errors.JWTExpired) return new CodedError('TOKEN_EXPIRED');
  return error instanceof errors.JOSEError ? invalid(wrongPart(error)) : error;
};

const endOf = ({ exp = 0, iat = 0 }: JWTPayload, maxAgeSeconds: number): number =>
  Math.min(exp, iat + maxAgeSeconds) * 1000;

/**
 * Checks tokens with `jose`: spelling, algorithm, signature by a key of the issuer, issuer, audience, type, times, and
 * the claims that every token must have. Throws TOKEN_INVALID with the part that is wrong, TOKEN_EXPIRED,
 * TOKEN_CLIENT_RESERVED or TOKEN_ISSUER_UNREACHABLE; none of them quotes the token.
 */
export const createVerifier = (options: VerifierOptions): Verify => {
  const { issuer, audience, clock = Date.now, maxAgeSeconds = MAX_AGE_SECONDS } = options;
  const keys = keysOf(options.jwks, clock);
  const readViewer = viewerReader(options.claims);
  const useOnce = options.once === true ? createUseOnce(clock) : () => true;
  const expected: JWTVerifyOptions = {
    algorithms: ALGORITHMS,
    issuer,
    audience,
    typ: options.type ?? ACCESS_TOKEN,
    maxTokenAge: maxAgeSeconds,
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    requiredClaims: ['jti', 'sub', 'exp', 'iat'],
  };

  const claimsOf = async (token: string): Promise<JWTPayload> => {
    try {
      const { payload } = await jwtVerify(
        token,
        (header, jws) => {
          if (!isPlainHeader(header)) throw invalid('header');
          return keys(header, jws);
        },
        { ...expected, currentDate: new Date(clock()) },
      );
      return payload;
    } catch (error) {
      throw refusal(error);
    }
  };

  return async (token) => {
    if (!isWellSpelt(token)) throw invalid('form');
    const claims = await claimsOf(token);
    const viewer = readViewer(claims);
    if (viewer === undefined) throw invalid('claims');
    // Both: an issuer may name a system by either, and nobody else is called so.
    if (viewer.clientId === OVERSIGHT_CLIENT || viewer.subject === OVERSIGHT_CLIENT)
      throw new CodedError('TOKEN_CLIENT_RESERVED', { client: OVERSIGHT_CLIENT });
    const { jti } = claims;
    const expiresAt = endOf(claims, maxAgeSeconds);
    if (typeof jti !== 'string' || jti === '' || !useOnce(jti, expiresAt + CLOCK_TOLERANCE_SECONDS * 1000))
      throw invalid('jti');
    return { viewer, expiresAt };
  };
};
