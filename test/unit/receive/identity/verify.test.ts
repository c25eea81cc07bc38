// Tokens that the issuer did not make, or not for this graph: none is accepted.
import { createHmac, createPublicKey } from 'node:crypto';
import fc from 'fast-check';
import {
  CompactSign,
  exportJWK,
  exportSPKI,
  SignJWT,
  UnsecuredJWT,
  type JWTHeaderParameters,
  type JWTPayload,
} from 'jose';
import { createVerifier, type Verify } from '../../../../gateway/receive/identity/verify.ts';
import { AUDIENCE, CLAIMS, HEADER, ISSUER, NOW, NOW_SECONDS, part, signer, type Signer } from './issuer.ts';

const clock = (): number => NOW;

let issuer: Signer;
let stranger: Signer;
let verify: Verify;
let honest: string;

beforeAll(async () => {
  [issuer, stranger] = await Promise.all([signer(), signer()]);
  verify = createVerifier({ issuer: ISSUER, audience: AUDIENCE, jwks: issuer.jwks, clock });
  honest = await issuer.token();
});

/** The code of a refusal; the viewer's subject where there was none. */
const outcome = async (token: string, by: Verify = verify): Promise<unknown> => {
  try {
    return (await by(token)).viewer.subject;
  } catch (error) {
    return Reflect.get(Object(error), 'code');
  }
};

const partsOf = (token: string): [string, string, string] => {
  const [header = '', payload = '', signature = ''] = token.split('.');
  return [header, payload, signature];
};

const withoutClaim = (name: string): Promise<string> => issuer.token({ [name]: undefined });

/** The honest claims under any header, signed by the issuer. */
const signed = (header: JWTHeaderParameters): Promise<string> =>
  new SignJWT(CLAIMS).setProtectedHeader(header).sign(issuer.privateKey);

const hs256 = (secret: string | Buffer, header: object = {}): string => {
  const text = `${part({ ...HEADER, alg: 'HS256', ...header })}.${part(CLAIMS)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
};

it('accepts the honest token, and reads the viewer from it', async () => {
  expect(await verify(honest)).toEqual({
    viewer: {
      subject: 'investigator',
      kind: 'person',
      roles: ['investigator'],
      department: 'discipline',
      units: [],
      clientId: 'console',
      key: '["person","discipline",["investigator"],[],"console"]',
    },
    expiresAt: CLAIMS.exp * 1000,
  });
});

it.each(['ES256', 'EdDSA', 'PS256', 'RS256'])('accepts a token signed by the issuer with %s', async (alg) => {
  const other = await signer(alg);
  const by = createVerifier({ issuer: ISSUER, audience: AUDIENCE, jwks: other.jwks, clock });
  expect(await outcome(await other.token(), by)).toBe('investigator');
});

/** What a forger tries → the forged token. */
const FORGERIES: Readonly<Record<string, () => string | Promise<string>>> = {
  'HS256 with the PEM of the public key as the secret': async () => hs256(await exportSPKI(issuer.publicKey)),
  'HS256 with the DER of the public key as the secret': async () =>
    hs256(createPublicKey(await exportSPKI(issuer.publicKey)).export({ type: 'spki', format: 'der' })),
  'HS256 with the JWK of the public key as the secret': async () =>
    hs256(JSON.stringify(await exportJWK(issuer.publicKey))),
  'HS256 with an empty secret': () => hs256(''),
  'no algorithm': () => new UnsecuredJWT(CLAIMS).encode(),
  'no algorithm, in other letters': () => `${part({ ...HEADER, alg: 'nOnE' })}.${partsOf(honest)[1]}.`,
  'no algorithm, with the honest signature': () => {
    const [, payload, signature] = partsOf(honest);
    return `${part({ ...HEADER, alg: 'none' })}.${payload}.${signature}`;
  },
  'ES384 in the header': () => {
    const [, payload, signature] = partsOf(honest);
    return `${part({ ...HEADER, alg: 'ES384' })}.${payload}.${signature}`;
  },
  'a key of another issuer under the same name': () => stranger.token(),
  'a key of another issuer under another name': () => stranger.token({}, { kid: 'second' }),
  'an unknown key name': () => issuer.token({}, { kid: 'second' }),
  'its own key in the header': async () =>
    stranger.token({}, { jwk: { ...(await exportJWK(stranger.publicKey)), kid: 'first' } }),
  'its own key in the header, without a name': async () =>
    new SignJWT(CLAIMS)
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', jwk: await exportJWK(stranger.publicKey) })
      .sign(stranger.privateKey),
  'the address of its keys in the header': () => stranger.token({}, { jku: 'https://forger.example/jwks' }),
  'the address of its certificate in the header': () =>
    stranger.token({}, { x5u: 'https://forger.example/cert' }),
  'its certificate in the header': () => stranger.token({}, { x5c: ['MIIB'] }),
  'another payload under the honest signature': () => {
    const [header, , signature] = partsOf(honest);
    return `${header}.${part({ ...CLAIMS, roles: ['director'] })}.${signature}`;
  },
  'another header under the honest signature': () => {
    const [, payload, signature] = partsOf(honest);
    return `${part({ ...HEADER, extra: 1 })}.${payload}.${signature}`;
  },
  'an empty signature': () => `${partsOf(honest).slice(0, 2).join('.')}.`,
  'no signature': () => partsOf(honest).slice(0, 2).join('.'),
  'a signature of zeros': () =>
    `${partsOf(honest).slice(0, 2).join('.')}.${Buffer.alloc(64).toString('base64url')}`,
  'an encrypted form of five parts': () => `${honest}.${partsOf(honest)[1]}.${partsOf(honest)[2]}`,
  nothing: () => '',
  'two dots': () => '..',
};

it.each(Object.keys(FORGERIES))('refuses %s', async (name) => {
  const forged = await FORGERIES[name]!();
  expect(await outcome(forged)).toBe('TOKEN_INVALID');
});

/** What the issuer signed, but not for this graph, or not as an access token, or not for now. */
const MISUSES: Readonly<Record<string, readonly [string, () => Promise<string>]>> = {
  'another issuer': ['TOKEN_INVALID', () => issuer.token({ iss: 'https://other.example/oidc' })],
  'another spelling of the issuer': ['TOKEN_INVALID', () => issuer.token({ iss: `${ISSUER}/` })],
  'another audience': ['TOKEN_INVALID', () => issuer.token({ aud: 'urn:example:other' })],
  'other audiences': ['TOKEN_INVALID', () => issuer.token({ aud: ['urn:example:a', 'urn:example:b'] })],
  'an ID token': ['TOKEN_INVALID', () => issuer.token({}, { typ: 'JWT' })],
  'no type': ['TOKEN_INVALID', () => signed({ alg: 'ES256', kid: 'first' })],
  'a logout token': ['TOKEN_INVALID', () => issuer.token({}, { typ: 'logout+jwt' })],
  'an expired token': ['TOKEN_EXPIRED', () => issuer.token({ exp: NOW_SECONDS - 6 })],
  'a token that is not valid yet': ['TOKEN_INVALID', () => issuer.token({ nbf: NOW_SECONDS + 60 })],
  'a token of the future': ['TOKEN_INVALID', () => issuer.token({ iat: NOW_SECONDS + 60 })],
  'a token that is too old, however late it expires': [
    'TOKEN_EXPIRED',
    () => issuer.token({ iat: NOW_SECONDS - 3700, exp: NOW_SECONDS + 1e9 }),
  ],
  'an expiry that is a text': ['TOKEN_INVALID', () => issuer.token({ exp: 'never' as unknown as number })],
  'no id': ['TOKEN_INVALID', () => withoutClaim('jti')],
  'an empty id': ['TOKEN_INVALID', () => issuer.token({ jti: '' })],
  'an id that is a number': ['TOKEN_INVALID', () => issuer.token({ jti: 7 } as unknown as JWTPayload)],
  'no subject': ['TOKEN_INVALID', () => withoutClaim('sub')],
  'no expiry': ['TOKEN_INVALID', () => withoutClaim('exp')],
  'no time of issue': ['TOKEN_INVALID', () => withoutClaim('iat')],
  'no issuer': ['TOKEN_INVALID', () => withoutClaim('iss')],
  'no audience': ['TOKEN_INVALID', () => withoutClaim('aud')],
  'no client': ['TOKEN_INVALID', () => withoutClaim('client_id')],
  'roles that are no names': ['TOKEN_INVALID', () => issuer.token({ roles: [{ name: 'director' }] })],
  'a token inside a token': [
    'TOKEN_INVALID',
    () => new CompactSign(Buffer.from(honest)).setProtectedHeader(HEADER).sign(issuer.privateKey),
  ],
  'the address of keys': ['TOKEN_INVALID', () => issuer.token({}, { jku: `${ISSUER}/jwks` })],
  'an extension that is not understood': [
    'TOKEN_INVALID',
    () => signed({ ...HEADER, crit: ['b64'], b64: true }),
  ],
  'more than 8 kB': ['TOKEN_INVALID', () => issuer.token({ units: ['9'.repeat(8 * 1024)] })],
};

it.each(Object.keys(MISUSES))('refuses %s, signed by the issuer', async (name) => {
  const [code, make] = MISUSES[name]!;
  expect(await outcome(await make())).toBe(code);
});

it.each([
  ['client', { client_id: 'fournets-oversight', sub: 'service-account-7' }],
  ['subject', { sub: 'fournets-oversight' }],
  ['client and subject', { client_id: 'fournets-oversight', sub: 'fournets-oversight' }],
])(
  'refuses a token whose %s is the system that runs standing rules, whoever signed it',
  async (_, claims) => {
    expect(await outcome(await issuer.token(claims))).toBe('TOKEN_CLIENT_RESERVED');
  },
);

it.each([
  ['twice the same extension', { crit: ['b64', 'b64'], b64: true }],
  ['an unknown extension', { crit: ['exp'] }],
  ['an empty list of extensions', { crit: [] }],
])('refuses %s', async (_name, members) => {
  const [, payload, signature] = partsOf(honest);
  expect(await outcome(`${part({ ...HEADER, ...members })}.${payload}.${signature}`)).toBe('TOKEN_INVALID');
});

it('accepts one of several audiences, and a clock that is 5 s apart', async () => {
  expect(await outcome(await issuer.token({ aud: ['urn:example:other', AUDIENCE] }))).toBe('investigator');
  expect(await outcome(await issuer.token({ exp: NOW_SECONDS - 4 }))).toBe('investigator');
});

/** The same bytes in another spelling. */
const RESPELLINGS: Readonly<Record<string, (token: string) => string>> = {
  padding: (token) => `${token}==`,
  'padding inside': (token) => token.replace('.', '=.'),
  'a space before': (token) => ` ${token}`,
  'a line end behind': (token) => `${token}\n`,
  'a space inside': (token) => `${token.slice(0, 20)} ${token.slice(20)}`,
  'stray bits at the end': (token) => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    return token.slice(0, -1) + letters[letters.indexOf(token.at(-1)!) + 1];
  },
  'the other base64 alphabet': (token) => token.replaceAll('-', '+').replaceAll('_', '/'),
};

it.each(Object.keys(RESPELLINGS))('refuses the honest token with %s', async (name) => {
  // A signature that uses the letters in which the alphabets differ; signatures are random.
  let token = honest;
  while (!/[-_]/.test(token)) token = await issuer.token();
  const respelt = RESPELLINGS[name]!(token);
  expect(respelt).not.toBe(token);
  expect(await outcome(respelt)).toBe('TOKEN_INVALID');
});

it('refuses the honest token with any one character changed, added or left out', async () => {
  const character = fc.oneof(
    fc.constantFrom(...'ABCXYZabcxyz0189-_.=+/ \n'),
    fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(honest.length - 1), character, fc.constantFrom(0, 1), async (at, put, cut) => {
      const changed = honest.slice(0, at) + put + honest.slice(at + cut);
      fc.pre(changed !== honest);
      expect(await outcome(changed)).toBe('TOKEN_INVALID');
    }),
    { numRuns: 2000 },
  );
  const shortened = Array.from(honest, (_, at) => honest.slice(0, at) + honest.slice(at + 1));
  expect(new Set(await Promise.all(shortened.map((token) => outcome(token))))).toEqual(
    new Set(['TOKEN_INVALID']),
  );
});

it('quotes nothing of a token that it refuses', async () => {
  const expired = await issuer.token({ exp: NOW_SECONDS - 600, sub: 'somebody-secret' });
  const swapped = await stranger.token({ sub: 'somebody-secret' });
  for (const token of [expired, swapped]) {
    const error: unknown = await verify(token).catch((reason: unknown) => reason);
    const told = JSON.stringify([error, String(error), Object(error).cause, Object(error).extensions]);
    expect(told).not.toContain('somebody-secret');
    for (const piece of token.split('.')) expect(told).not.toContain(piece);
  }
});

it('accepts an access token many times, a single-use token once', async () => {
  const once = createVerifier({ issuer: ISSUER, audience: AUDIENCE, jwks: issuer.jwks, clock, once: true });
  expect([await outcome(honest), await outcome(honest)]).toEqual(['investigator', 'investigator']);
  expect([await outcome(honest, once), await outcome(honest, once)]).toEqual([
    'investigator',
    'TOKEN_INVALID',
  ]);
});
