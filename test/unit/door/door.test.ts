// Who is let in, and above all who is not.
import { createHmac, createPublicKey, sign as signBytes } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import fc from 'fast-check';
import { signer, signingKey } from '../../../gateway/fetch/owners/remote/sign.ts';
import { ASSERTION_HEADER, hashOf } from '../../../schema/door.ts';
import { CodedError } from '../../../schema/errors.ts';
import type { Asker } from '../../../schema/sharing.ts';
import { viewerOf } from '../../../schema/viewer.ts';
import { askerOfResponse } from '../../../subgraphs/kit/door/asker.ts';
import { closedDoor, openDoor, type Door } from '../../../subgraphs/kit/door/door.ts';
import { trustedKeys } from '../../../subgraphs/kit/door/keys.ts';
import { jwksOf, newPem } from '../../support/door.ts';

const NOW_S = 1_800_000_000;
const BODY = '{"query":"{ __typename }","variables":{"姓":"名"}}';
const OURS = newPem();
const KEY = signingKey(OURS);
const TRUSTED = trustedKeys(jwksOf(OURS));

const ASKER: Asker = {
  viewer: viewerOf({
    subject: 'investigator',
    kind: 'person',
    roles: ['investigator'],
    department: 'discipline',
    units: ['2', '1'],
    clientId: 'console',
  }),
  purpose: {
    id: '12',
    kind: 'INVESTIGATION',
    documentNumber: '云纪立〔2026〕7号',
    department: 'discipline',
    units: null,
  },
  operation: 'operation',
  trace: 'trace',
};

const signAt = (seconds: number, pem = OURS, owner = 'finance'): string =>
  signer(
    () => signingKey(pem),
    () => seconds * 1000,
  )(owner, BODY, ASKER);
const valid = (): string => signAt(NOW_S);

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part = ''): Record<string, unknown> => JSON.parse(Buffer.from(part, 'base64url').toString());
const [VALID_HEAD, VALID_CLAIMS] = valid().split('.');
const HEAD = decode(VALID_HEAD);
const CLAIMS = decode(VALID_CLAIMS);

const forge = (head: object, claims: object, signature: (signed: string) => string): string => {
  const signed = `${encode(head)}.${encode(claims)}`;
  return `${signed}.${signature(signed)}`;
};
const rightly = (signed: string): string =>
  signBytes(null, Buffer.from(signed), KEY.key).toString('base64url');
const PUBLIC_PEM = createPublicKey(OURS).export({ type: 'spki', format: 'pem' });
const hmac = (hash: string, signed: string): string =>
  createHmac(hash, PUBLIC_PEM).update(signed).digest('base64url');
/** As long as a signature of Ed25519. */
const withHmac = (signed: string): string => hmac('sha512', signed);

/** A door at NOW_S whose process has run for a minute, and what it noted. */
const newDoor = (clock = { nowS: NOW_S }, startedS = NOW_S - 60) => {
  const noted: string[] = [];
  const time = { nowS: startedS };
  const door = closedDoor({
    department: 'finance',
    keysNow: () => TRUSTED,
    onRefused: (reason) => noted.push(reason),
    nowS: () => time.nowS,
  });
  const enterAt: Door['enter'] = (...args) => {
    time.nowS = clock.nowS;
    return door.enter(...args);
  };
  return { door: { ...door, enter: enterAt }, noted };
};

interface Knock {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Undefined where the parser finds no JSON to read. */
  readonly body?: string | undefined;
  readonly response?: ServerResponse;
}

const step = (work: (next: (error?: unknown) => void) => unknown): unknown => {
  let outcome: unknown = 'waits';
  work((error) => (outcome = error));
  return outcome;
};

/** A request on its way through the door: undefined where it comes in. */
const knock = (door: Door, assertion: string | undefined, options: Knock = {}): unknown => {
  const request = Object.assign(new IncomingMessage(new Socket()), {
    method: options.method ?? 'POST',
    headers: { ...options.headers, ...(assertion === undefined ? {} : { [ASSERTION_HEADER]: assertion }) },
  });
  const response = options.response ?? new ServerResponse(request);
  const entered = step((next) => door.enter(request as never, response as never, next));
  if (entered !== undefined) return entered;
  const body = 'body' in options ? options.body : BODY;
  try {
    if (body !== undefined) door.verify(request, response, Buffer.from(body));
  } catch (error) {
    return error;
  }
  return step((next) => door.inside(request as never, response as never, next));
};

const isClosed = (outcome: unknown): boolean =>
  outcome instanceof CodedError &&
  outcome.code === 'DOOR_CLOSED' &&
  Object.keys(outcome.details).length === 0;

it('lets in what the gateway has signed, and notes nothing', () => {
  const { door, noted } = newDoor();
  expect(knock(door, valid())).toBeUndefined();
  expect(noted).toEqual([]);
});

it.each([
  ['no assertion', 'no assertion', undefined],
  ['an empty one', 'malformed', ''],
  ['words', 'malformed', 'let me in'],
  ['the algorithm none, unsigned', 'malformed', forge({ ...HEAD, alg: 'none' }, CLAIMS, () => '')],
  ['the algorithm none, signed', 'malformed', forge({ ...HEAD, alg: 'none' }, CLAIMS, rightly)],
  [
    'HS256 with the public key',
    'malformed',
    forge({ ...HEAD, alg: 'HS256' }, CLAIMS, (signed) => hmac('sha256', signed)),
  ],
  ['HS512 with the public key', 'malformed', forge({ ...HEAD, alg: 'HS512' }, CLAIMS, withHmac)],
  ['HMAC under the name EdDSA', 'wrong signature', forge(HEAD, CLAIMS, withHmac)],
  ['another type of token', 'malformed', forge({ ...HEAD, typ: 'JWT' }, CLAIMS, rightly)],
  ['no name of a key', 'malformed', forge({ ...HEAD, kid: undefined }, CLAIMS, rightly)],
  ['a key of its own', 'malformed', forge({ ...HEAD, jwk: {} }, CLAIMS, rightly)],
  ['another key', 'unknown key', signAt(NOW_S, newPem())],
  [
    'another key under the trusted name',
    'wrong signature',
    `${VALID_HEAD}.${signAt(NOW_S, newPem()).split('.').slice(1).join('.')}`,
  ],
  ['another audience', 'other audience', signAt(NOW_S, OURS, 'hr')],
  ['another issuer', 'malformed', forge(HEAD, { ...CLAIMS, iss: 'somebody' }, rightly)],
  ['a list of audiences', 'malformed', forge(HEAD, { ...CLAIMS, aud: ['finance'] }, rightly)],
  ['no jti', 'malformed', forge(HEAD, { ...CLAIMS, jti: undefined }, rightly)],
  ['no end', 'malformed', forge(HEAD, { ...CLAIMS, exp: undefined }, rightly)],
  ['a long life', 'malformed', forge(HEAD, { ...CLAIMS, exp: NOW_S + 31 }, rightly)],
  ['an end before its beginning', 'malformed', forge(HEAD, { ...CLAIMS, exp: NOW_S }, rightly)],
  ['a clock 6 s ahead', 'from the future', signAt(NOW_S + 6)],
  ['36 s of age', 'expired', signAt(NOW_S - 36)],
] as const)('turns away %s, as %j', (_what, reason, assertion) => {
  const { door, noted } = newDoor();
  expect(isClosed(knock(door, assertion))).toBe(true);
  expect(noted).toEqual([reason]);
});

const newResponse = (): ServerResponse => new ServerResponse(new IncomingMessage(new Socket()));

it('hands on whom the gateway has signed for, and nobody where it asks itself', () => {
  const [asked, own, open] = [newResponse(), newResponse(), newResponse()];
  expect(knock(newDoor().door, valid(), { response: asked })).toBeUndefined();
  expect(askerOfResponse(asked)).toEqual(ASKER);
  const ownClaims = forge(HEAD, { ...CLAIMS, asker: null }, rightly);
  expect(knock(newDoor().door, ownClaims, { response: own })).toBeUndefined();
  expect(askerOfResponse(own)).toBeUndefined();
  expect(knock(openDoor, valid(), { response: open })).toBeUndefined();
  expect(askerOfResponse(open)).toBeUndefined();
});

const CLAIM = CLAIMS['asker'] as { readonly viewer: object; readonly purpose: object };

it.each([
  ['no asker', 'no asker', undefined],
  ['an asker that is a name', 'malformed', 'investigator'],
  ['an asker without a viewer', 'malformed', { ...CLAIM, viewer: null }],
  ['a role that is none', 'malformed', { ...CLAIM, viewer: { ...CLAIM.viewer, roles: ['emperor'] } }],
  ['a department that is none', 'malformed', { ...CLAIM, viewer: { ...CLAIM.viewer, department: 'x' } }],
  ['a key of its own', 'malformed', { ...CLAIM, viewer: { ...CLAIM.viewer, key: 'director' } }],
  ['a purpose without its units', 'malformed', { ...CLAIM, purpose: { ...CLAIM.purpose, units: undefined } }],
  ['words that it does not know', 'malformed', { ...CLAIM, admin: true }],
] as const)('turns away %s though it is signed, as %j', (_what, reason, asker) => {
  const { door, noted } = newDoor();
  const response = newResponse();
  expect(isClosed(knock(door, forge(HEAD, { ...CLAIMS, asker }, rightly), { response }))).toBe(true);
  expect(noted).toEqual([reason]);
  expect(askerOfResponse(response)).toBeUndefined();
});

it('turns away an asker that was put in place of the one that was signed', () => {
  const { door, noted } = newDoor();
  const [head, , signature] = valid().split('.');
  const others = [
    null,
    { ...CLAIM, viewer: { ...CLAIM.viewer, roles: ['director'] } },
    { ...CLAIM, purpose: null },
  ];
  for (const asker of others) {
    const response = newResponse();
    const changed = `${head}.${encode({ ...CLAIMS, asker })}.${signature}`;
    expect(isClosed(knock(door, changed, { response }))).toBe(true);
    expect(askerOfResponse(response)).toBeUndefined();
  }
  expect(noted).toEqual(others.map(() => 'wrong signature'));
});

it.each([5, 0, -35])('lets in a clock that is %i s ahead', (seconds) => {
  expect(knock(newDoor().door, signAt(NOW_S + seconds))).toBeUndefined();
});

it('turns away whatever is changed in an assertion', () => {
  const { door, noted } = newDoor();
  const assertion = valid();
  const letter = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=');
  const change = fc.record({
    at: fc.nat(assertion.length - 1),
    remove: fc.integer({ min: 0, max: 3 }),
    insert: fc.array(letter, { maxLength: 3 }),
  });
  fc.assert(
    fc.property(change, ({ at, remove, insert }) => {
      const changed = assertion.slice(0, at) + insert.join('') + assertion.slice(at + remove);
      fc.pre(changed !== assertion);
      return isClosed(knock(door, changed));
    }),
    { numRuns: 2_000 },
  );
  expect(noted.length).toBeGreaterThanOrEqual(2_000);
  // And the one that was not changed still comes in.
  expect(knock(door, assertion)).toBeUndefined();
});

it('turns away each other letter at the end, which may mean the same bytes', () => {
  const { door } = newDoor();
  const assertion = valid();
  const others = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].map(
    (letter) => assertion.slice(0, -1) + letter,
  );
  expect(others.filter((other) => knock(door, other) === undefined)).toEqual([assertion]);
});

it('turns away whatever is changed in a body', () => {
  const { door, noted } = newDoor();
  const change = fc.record({
    at: fc.nat(BODY.length),
    remove: fc.integer({ min: 0, max: 3 }),
    insert: fc.string({ maxLength: 3 }),
  });
  fc.assert(
    fc.property(change, ({ at, remove, insert }) => {
      const body = BODY.slice(0, at) + insert + BODY.slice(at + remove);
      fc.pre(hashOf(body) !== hashOf(BODY));
      return isClosed(knock(door, valid(), { body }));
    }),
    { numRuns: 500 },
  );
  expect(new Set(noted)).toEqual(new Set(['other body']));
});

it.each([
  ['a body that nobody reads', 'other body', { body: undefined }],
  ['an empty body', 'other body', { body: '' }],
  ['GET', 'not a plain POST', { method: 'GET' }],
  ['a packed body', 'not a plain POST', { headers: { 'content-encoding': 'gzip' } }],
] as const)('turns away %s with a valid assertion', (_what, reason, options) => {
  const { door, noted } = newDoor();
  expect(isClosed(knock(door, valid(), options))).toBe(true);
  expect(noted).toEqual([reason]);
});

it('takes an assertion once, as long as it holds', () => {
  const clock = { nowS: NOW_S };
  const { door, noted } = newDoor(clock);
  const assertion = valid();
  expect(knock(door, assertion)).toBeUndefined();
  for (const passed of [0, 1, 30, 35]) {
    clock.nowS = NOW_S + passed;
    expect(isClosed(knock(door, assertion))).toBe(true);
  }
  clock.nowS = NOW_S + 36;
  expect(isClosed(knock(door, assertion))).toBe(true);
  expect(noted).toEqual([...Array<string>(4).fill('shown before'), 'expired']);
});

it('has an assertion spent by an attempt with another body', () => {
  const { door, noted } = newDoor();
  const assertion = valid();
  expect(isClosed(knock(door, assertion, { body: '{}' }))).toBe(true);
  expect(isClosed(knock(door, assertion))).toBe(true);
  expect(noted).toEqual(['other body', 'shown before']);
});

it('takes none that may have been shown to the process before it', () => {
  const { door, noted } = newDoor({ nowS: NOW_S }, NOW_S);
  expect(isClosed(knock(door, signAt(NOW_S - 1)))).toBe(true);
  expect(knock(door, valid())).toBeUndefined();
  expect(noted).toEqual(['older than this process']);
});
