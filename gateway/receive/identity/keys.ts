import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { CodedError } from '../../../schema/errors.ts';
import type { Clock } from './clock.ts';

/** An unknown key is asked for at most so often, whoever sends tokens with made-up key ids. */
export const REFETCH_SECONDS = 30;

/** So long keys are used without asking for newer ones: a key that the issuer withdrew is refused after it. */
export const FRESH_SECONDS = 10 * 60;

/** So long known keys are used while the issuer does not answer. */
export const USABLE_SECONDS = 60 * 60;

const TIMEOUT_MS = 5000;

/** An issuer whose metadata say where its keys are. */
export interface Discovery {
  readonly discover: string;
}

/** An issuer's keys: a set, as it is where the issuer runs in this process, the address of one, or an issuer to be asked. */
export type KeySource = JSONWebKeySet | URL | Discovery;

const Metadata = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

const fetchJson = async (url: URL): Promise<unknown> => {
  const answer = await fetch(url, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!answer.ok) throw new Error(`the issuer answers with HTTP ${answer.status}`);
  return answer.json();
};

/** Where an issuer publishes its keys. Source: OpenID Connect Discovery 1.0, section 4. */
const discover = async (issuer: string): Promise<URL> => {
  const metadata = Metadata.parse(
    await fetchJson(new URL(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)),
  );
  if (metadata.issuer !== issuer) throw new Error('the metadata are those of another issuer');
  const keys = new URL(metadata.jwks_uri);
  // Keys in the clear could be anybody's.
  if (keys.protocol === 'http:' && new URL(issuer).protocol === 'https:')
    throw new Error('the keys are not at an https address');
  return keys;
};

const fetchKeys = async (source: URL | Discovery): Promise<JWTVerifyGetKey> => {
  const url = source instanceof URL ? source : await discover(source.discover);
  return createLocalJWKSet((await fetchJson(url)) as JSONWebKeySet);
};

/**
 * The issuer's keys over the network. They are fetched when first needed, when they are no longer fresh, and when a
 * token names one that is not known: the issuer may have a new one. At most one fetch is under way, none within
 * `REFETCH_SECONDS` of the one before.
 */
const remoteKeys = (source: URL | Discovery, clock: Clock): JWTVerifyGetKey => {
  let known: JWTVerifyGetKey | undefined;
  let knownAt = -Infinity;
  let askedAt = -Infinity;
  let failure: unknown;
  let pending: Promise<void> | undefined;

  const isOlder = (than: number, seconds: number): boolean => clock() - than > seconds * 1000;

  const refetch = async (): Promise<void> => {
    askedAt = clock();
    try {
      known = await fetchKeys(source);
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

/** The keys of an issuer. */
export const keysOf = (source: KeySource, clock: Clock): JWTVerifyGetKey =>
  'keys' in source ? createLocalJWKSet(source) : remoteKeys(source, clock);
