import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { CodedError } from '../../../schema/errors.ts';
import type { Clock } from './clock.ts';

/** An unknown key is asked for at most so often, whoever sends tokens with made-up key ids. */
export const REFETCH_SECONDS = 30;

/** So long keys are used without asking for newer ones: a key that the issuer withdrew is refused after it. */
export const FRESH_SECONDS = 10 * 60;

/** So long known keys are used while the issuer does not answer. */
export const USABLE_SECONDS = 60 * 60;

const TIMEOUT_MS = 5000;

const fetchKeys = async (url: URL): Promise<JWTVerifyGetKey> => {
  const answer = await fetch(url, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!answer.ok) throw new Error(`the key set is answered with HTTP ${answer.status}`);
  const keys: JSONWebKeySet = await answer.json();
  return createLocalJWKSet(keys);
};

/**
 * The issuer's keys behind an address. They are fetched when first needed, when they are no longer fresh, and when a
 * token names one that is not known: the issuer may have a new one. At most one fetch is under way, none within
 * `REFETCH_SECONDS` of the one before.
 */
const remoteKeys = (url: URL, clock: Clock): JWTVerifyGetKey => {
  let known: JWTVerifyGetKey | undefined;
  let knownAt = -Infinity;
  let askedAt = -Infinity;
  let failure: unknown;
  let pending: Promise<void> | undefined;

  const isOlder = (than: number, seconds: number): boolean => clock() - than > seconds * 1000;

  const refetch = async (): Promise<void> => {
    askedAt = clock();
    try {
      known = await fetchKeys(url);
      knownAt = askedAt;
    } catch (error) {
      failure = error;
    } finally {
      pending = undefined;
    }
  };

  const refresh = async (): Promise<void> => {
    if (pending === undefined && isOlder(askedAt, REFETCH_SECONDS)) pending = refetch();
    await pending;
  };

  const usable = (): JWTVerifyGetKey => {
    if (known === undefined || isOlder(knownAt, USABLE_SECONDS))
      throw new CodedError('TOKEN_ISSUER_UNREACHABLE', {}, { cause: failure });
    return known;
  };

  return async (header, token) => {
    if (isOlder(knownAt, FRESH_SECONDS)) await refresh();
    const keys = usable();
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await refresh();
      return usable()(header, token);
    }
  };
};

/** The keys of an issuer: a set, as it is where the issuer runs in this process, or the address of one. */
export const keysOf = (jwks: URL | JSONWebKeySet, clock: Clock): JWTVerifyGetKey =>
  jwks instanceof URL ? remoteKeys(jwks, clock) : createLocalJWKSet(jwks);
