// The issuer's keys behind an address: how often they are fetched, and what holds while the issuer is away.
import { createServer, type Server } from 'node:http';
import type { JSONWebKeySet } from 'jose';
import { FRESH_SECONDS, REFETCH_SECONDS, USABLE_SECONDS } from '../../../../gateway/receive/identity/keys.ts';
import { createVerifier, type Verify } from '../../../../gateway/receive/identity/verify.ts';
import { AUDIENCE, CLAIMS, ISSUER, NOW, signer, type Signer } from './issuer.ts';

let first: Signer;
let second: Signer;
let server: Server;
let verify: Verify;

let published: JSONWebKeySet | undefined;
let fetches: number;
let now: number;

const wait = (seconds: number): void => {
  now += seconds * 1000 + 1;
};

/** A token of just now. */
const fresh = (by: Signer): Promise<string> => {
  const iat = Math.floor(now / 1000);
  return by.token({ ...CLAIMS, iat, exp: iat + 600 });
};

const outcome = async (by: Signer): Promise<unknown> => {
  try {
    return (await verify(await fresh(by))).viewer.subject;
  } catch (error) {
    return Reflect.get(Object(error), 'code');
  }
};

beforeAll(async () => {
  [first, second] = await Promise.all([signer('ES256', 'first'), signer('ES256', 'second')]);
  server = createServer((_request, response) => {
    fetches += 1;
    response.statusCode = published === undefined ? 503 : 200;
    response.end(JSON.stringify(published ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

beforeEach(() => {
  published = first.jwks;
  fetches = 0;
  now = NOW;
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const jwks = new URL(`http://127.0.0.1:${port}/jwks`);
  verify = createVerifier({ issuer: ISSUER, audience: AUDIENCE, jwks, clock: () => now });
});

it('fetches the keys once for many requests at the same time', async () => {
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => outcome(first)));
  expect(new Set(outcomes)).toEqual(new Set(['investigator']));
  expect(fetches).toBe(1);
});

it('fetches them once for many tokens with made-up key names', async () => {
  await outcome(first);
  wait(REFETCH_SECONDS);
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => outcome(second)));
  for (let again = 0; again < 20; again++) outcomes.push(await outcome(second));
  expect(new Set(outcomes)).toEqual(new Set(['TOKEN_INVALID']));
  expect(fetches).toBe(2);
});

it('takes a new key of the issuer as soon as it may ask again', async () => {
  await outcome(first);
  published = { keys: [...first.jwks.keys, ...second.jwks.keys] };
  expect(await outcome(second)).toBe('TOKEN_INVALID');
  wait(REFETCH_SECONDS);
  expect(await outcome(second)).toBe('investigator');
  expect(fetches).toBe(2);
});

it('refuses a key that the issuer has withdrawn once the keys are no longer fresh', async () => {
  await outcome(first);
  published = second.jwks;
  expect(await outcome(first)).toBe('investigator');
  wait(FRESH_SECONDS);
  expect(await outcome(first)).toBe('TOKEN_INVALID');
});

it('says that the issuer is away where no key is known, and asks it no more often', async () => {
  published = undefined;
  for (let again = 0; again < 20; again++) expect(await outcome(first)).toBe('TOKEN_ISSUER_UNREACHABLE');
  expect(fetches).toBe(1);
  published = first.jwks;
  wait(REFETCH_SECONDS);
  expect(await outcome(first)).toBe('investigator');
});

it('uses known keys while the issuer is away, for an hour', async () => {
  await outcome(first);
  published = undefined;
  wait(FRESH_SECONDS);
  expect(await outcome(first)).toBe('investigator');
  wait(USABLE_SECONDS);
  expect(await outcome(first)).toBe('TOKEN_ISSUER_UNREACHABLE');
});
