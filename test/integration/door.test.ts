// A department over HTTP with real data behind its door: who asks directly learns nothing.
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { doorOf, signForDepartments } from '../../gateway/cli/door.ts';
import { readConfig, type Config } from '../../gateway/config.ts';
import type { ClientRequest } from '../../gateway/fetch/owners/client-request.ts';
import type { FetchAnswer, Owner } from '../../gateway/fetch/owners/owner.ts';
import { remoteOwner } from '../../gateway/fetch/owners/remote.ts';
import { createLog } from '../../gateway/receive/log.ts';
import { ASSERTION_HEADER } from '../../schema/door.ts';
import { ERRORS } from '../../schema/errors.ts';
import type { Asker, Purpose } from '../../schema/sharing.ts';
import { viewerOf } from '../../schema/viewer.ts';
import { finance } from '../../subgraphs/finance/main.ts';
import { serveSubgraph, type ServedSubgraph } from '../../subgraphs/kit/graph/serve.ts';
import { startListening } from '../../subgraphs/kit/http/listen.ts';
import { openDepartment, type TestDepartment } from '../support/department.ts';
import { jwksOf, newPem, sign } from '../support/door.ts';

const MONTH = '2026-05';
const QUESTION = `{ payments(month: "${MONTH}") { totalCount nodes { gross } } }`;
const RIGHT = { payments: { totalCount: 1, nodes: [{ gross: '5321.40' }] } };
const NOTHING = (): void => undefined;

const directory = mkdtempSync(path.join(tmpdir(), 'fournets-door-'));
const SIGNING = path.join(directory, 'signing.pem');
const PUBLIC = path.join(directory, 'public.json');

/** A request as it passed on its way. */
interface Captured {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let department: TestDepartment;
let served: ServedSubgraph;
let tap: Server;
let owner: Owner;
const captured: Captured[] = [];
const log: string[] = [];
/** Whom the department was told that it answers. */
const answered: (Asker | undefined)[] = [];

/** Stands between gateway and department, and writes down what it sees. */
const startTap = async (target: string): Promise<string> => {
  tap = createServer(async (request, response) => {
    const body = (await buffer(request)).toString();
    captured.push({ headers: request.headers, body });
    const answer = await fetch(target + request.url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        [ASSERTION_HEADER]: String(request.headers[ASSERTION_HEADER]),
      },
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  });
  return startListening(tap, '127.0.0.1', 0);
};

const settings = (): Config =>
  readConfig({
    FOURNETS_DATA: directory,
    GATEWAY_SIGNING_KEY_FILE: SIGNING,
    GATEWAY_PUBLIC_KEYS_FILE: PUBLIC,
  });

const trust = (...pems: readonly string[]): void => writeFileSync(PUBLIC, jwksOf(...pems));
const signWith = (pem: string): void => writeFileSync(SIGNING, pem);

const FIRST = newPem();

beforeAll(async () => {
  department = await openDepartment(finance);
  await department.insert('payment', [
    { pid: '1'.padStart(32, '0'), institution_code: 'A', month: MONTH, gross_fen: 532_140 },
  ]);
  trust(FIRST);
  signWith(FIRST);
  const notes = createLog('warn', { write: (line) => void log.push(line) });
  const { subgraph } = department;
  served = await serveSubgraph(
    {
      ...subgraph,
      scope: (signal, asker) => {
        answered.push(asker);
        // What becomes of the fields for somebody is not the door's to decide.
        return subgraph.scope(signal);
      },
      // The department closes its database itself.
      close: async () => undefined,
    },
    {
      host: '127.0.0.1',
      port: 0,
      door: doorOf(settings(), 'finance', false, notes),
      onInternalError: NOTHING,
    },
  );
  const url = await startTap(served.url);
  owner = remoteOwner('finance', `${url}/graphql`, NOTHING, NOTHING, signForDepartments(settings(), notes));
});

afterAll(async () => {
  await owner.close();
  tap.close();
  await served.close();
  await department.close();
  rmSync(directory, { recursive: true, force: true });
});

beforeEach(() => {
  log.length = 0;
  answered.length = 0;
});

/** Who asks, where it is not the gateway itself. */
type Asking = Pick<ClientRequest, 'asker' | 'own'>;
const GATEWAY: Asking = { asker: undefined, own: true };

const askOwner = (text = QUESTION, client = GATEWAY): Promise<FetchAnswer> =>
  owner.fetch({
    operation: { kind: 'query', text },
    variables: {},
    client: { viewer: 'somebody', signal: new AbortController().signal, ...client },
  });

const json = { 'content-type': 'application/json' };
const post = (
  body: string | Uint8Array<ArrayBuffer> | undefined,
  headers: object = json,
  at = '/graphql',
): Promise<Response> =>
  fetch(served.url + at, {
    method: 'POST',
    headers: { ...headers },
    ...(body === undefined ? {} : { body }),
  });
const query = (text: string): string => JSON.stringify({ query: text });
const get = (text: string, headers: object = {}): Promise<Response> =>
  fetch(`${served.url}/graphql?query=${encodeURIComponent(text)}`, { headers: { ...headers } });

const CLOSED = {
  errors: [
    { message: ERRORS.DOOR_CLOSED.en, extensions: { code: 'DOOR_CLOSED', zh: ERRORS.DOOR_CLOSED.zh } },
  ],
};

const { DOOR_CLOSED } = ERRORS;

/** The one answer, to the byte; its headers are those of any error. */
const expectClosed = async (response: Response): Promise<void> => {
  expect(response.status).toBe(DOOR_CLOSED.http);
  expect(await response.text()).toBe(JSON.stringify(CLOSED));
  expect([...response.headers.keys()].sort()).toEqual([
    'connection',
    'content-length',
    'content-type',
    'date',
    'etag',
    'keep-alive',
    'www-authenticate',
  ]);
};

const ENTITIES = '{ _entities(representations: [{__typename: "Person", pid: "1"}]) { __typename } }';

it.each<[string, () => Promise<Response>]>([
  ['a question', () => post(query(QUESTION))],
  ['__typename', () => post(query('{ __typename }'))],
  ['_service', () => post(query('{ _service { sdl } }'))],
  ['_entities', () => post(query(ENTITIES))],
  ['introspection', () => post(query('{ __schema { types { name } } }'))],
  ['a type by its name', () => post(query('{ __type(name: "Payment") { fields { name } } }'))],
  ['a mutation', () => post(query('mutation { __typename }'))],
  ['a field that is not there', () => post(query('{ paymentz }'))],
  ['a syntax error', () => post(query('{'))],
  ['a batch', () => post(`[${query(QUESTION)},${query('{ __typename }')}]`)],
  ['a stored query', () => post('{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"0"}}}')],
  ['no JSON', () => post('{')],
  ['no body', () => post(undefined)],
  ['an empty body', () => post('')],
  ['20 MB', () => post('x'.repeat(20_000_000))],
  ['plain text', () => post(query(QUESTION), { 'content-type': 'text/plain' })],
  ['GraphQL as its own type', () => post(QUESTION, { 'content-type': 'application/graphql' })],
  ['a form', () => post('query=%7B__typename%7D', { 'content-type': 'application/x-www-form-urlencoded' })],
  ['several parts', () => post('--x\r\n\r\n--x--', { 'content-type': 'multipart/form-data; boundary=x' })],
  [
    'an unknown character set',
    () => post(query(QUESTION), { 'content-type': 'application/json; charset=x' }),
  ],
  [
    'a packed question',
    () => post(new Uint8Array(gzipSync(query(QUESTION))), { ...json, 'content-encoding': 'gzip' }),
  ],
  ['GET', () => get(QUESTION)],
  ['GET of the contract', () => get('{ _service { sdl } }', { 'apollo-require-preflight': 'true' })],
  ['a browser', () => fetch(`${served.url}/graphql`, { headers: { accept: 'text/html' } })],
  ['PUT', () => fetch(`${served.url}/graphql`, { method: 'PUT', body: query(QUESTION), headers: json })],
  [
    'OPTIONS',
    () =>
      fetch(`${served.url}/graphql`, {
        method: 'OPTIONS',
        headers: { origin: 'http://127.0.0.1', 'access-control-request-method': 'POST' },
      }),
  ],
  ['another address', () => fetch(`${served.url}/nowhere`)],
  ['the top', () => fetch(served.url)],
  ['the address in capitals', () => post(query(QUESTION), json, '/GRAPHQL/')],
  ['an address below', () => post(query(QUESTION), json, '/graphql/x')],
  ['below the readiness', () => post(query(QUESTION), json, '/ready')],
  ['an assertion of nobody', () => post(query(QUESTION), { ...json, [ASSERTION_HEADER]: 'x' })],
  [
    'an assertion of another gateway',
    () => post(query(QUESTION), { ...json, [ASSERTION_HEADER]: sign('finance', query(QUESTION), null) }),
  ],
])('says nothing to %s', async (_what, request) => {
  await expectClosed(await request());
  expect(log).toHaveLength(1);
  expect(JSON.parse(log[0] ?? '')).toMatchObject({ owner: 'finance', reason: expect.any(String) });
});

it('says to whoever watches it that it is up, and no more', async () => {
  const answers = await Promise.all(['/health', '/ready'].map((at) => fetch(served.url + at)));
  expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual([
    '{"status":"ok"}',
    '{"ready":true}',
  ]);
  expect(log).toEqual([]);
});

it('answers its gateway', async () => {
  expect(await askOwner()).toEqual({ data: RIGHT, errors: undefined });
  expect(await askOwner('{ _service { sdl } }')).toMatchObject({
    data: { _service: { sdl: expect.stringContaining('type Payment') } },
  });
  expect(log).toEqual([]);
});

const ASKER: Asker = {
  viewer: viewerOf({
    subject: '沈明察',
    kind: 'person',
    roles: ['investigator'],
    department: 'discipline',
    units: [],
    clientId: 'console',
  }),
  purpose: {
    id: '12',
    kind: 'INVESTIGATION',
    documentNumber: '云纪立〔2026〕7号',
    department: 'discipline',
    units: ['A', 'B'],
  },
  operation: 'a'.repeat(64),
  trace: 'b'.repeat(36),
};

it('is told whom it answers, to the letter, also where Apollo Server answers', async () => {
  const unnamed = { ...ASKER, purpose: null };
  expect(await askOwner(QUESTION, { asker: ASKER })).toMatchObject({ data: RIGHT });
  await askOwner(QUESTION, { asker: unnamed });
  await askOwner();
  // With anything that gateways do not send, Apollo Server reads it.
  const body = JSON.stringify({ query: QUESTION, extensions: {} });
  const assertion = signForDepartments(settings(), createLog('silent'))('finance', body, ASKER);
  const byApollo = await post(body, { ...json, [ASSERTION_HEADER]: assertion });
  expect(await byApollo.json()).toEqual({ data: RIGHT });
  expect(answered).toEqual([ASKER, unnamed, undefined, ASKER]);
});

it('is closed to a gateway that does not say whom it asks for', async () => {
  expect(await askOwner(QUESTION, { asker: undefined })).toMatchObject({
    data: null,
    errors: [{ extensions: { code: 'DOOR_CLOSED' } }],
  });
  expect(answered).toEqual([]);
  expect(JSON.parse(log[0] ?? '')).toMatchObject({ reason: 'no asker' });
});

it('is asked for nobody who does not fit into a header, and says so', async () => {
  const units = Array.from({ length: 1000 }, (_, index) => String(index).padStart(18, '0'));
  const of = (count: number): Asking => ({
    asker: { ...ASKER, purpose: { ...ASKER.purpose, units: units.slice(0, count) } as Purpose },
  });
  expect(await askOwner(QUESTION, of(150))).toMatchObject({ data: RIGHT });
  await expect(askOwner(QUESTION, of(1000))).rejects.toMatchObject({
    code: 'ASKER_TOO_LARGE',
    details: { owner: 'finance' },
  });
  // That is not held against the department.
  for (let again = 0; again < 6; again++) await expect(askOwner(QUESTION, of(1000))).rejects.toBeDefined();
  expect(await askOwner()).toMatchObject({ data: RIGHT });
});

it('tells its gateway, and nobody else, what is wrong with a question', async () => {
  const { errors } = await askOwner('{ paymentz }');
  expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
});

it('answers a captured request no second time, nor another with its assertion', async () => {
  captured.length = 0;
  await askOwner();
  const [{ headers, body }] = captured as [Captured];
  const shown = { ...json, [ASSERTION_HEADER]: headers[ASSERTION_HEADER] };
  await expectClosed(await post(body, shown));
  await expectClosed(await post(query('{ _service { sdl } }'), shown));
  expect(log.map((line) => JSON.parse(line).reason)).toEqual(['shown before', 'shown before']);
});

it('does not answer a request for another department', async () => {
  const body = query(QUESTION);
  const wrong = signForDepartments(settings(), createLog('silent'))('hr', body, null);
  await expectClosed(await post(body, { ...json, [ASSERTION_HEADER]: wrong }));
});

it('goes over to another key while it runs, without a request that fails', async () => {
  const second = newPem();
  const right = { data: RIGHT, errors: undefined };
  trust(FIRST, second);
  expect(await askOwner()).toEqual(right);
  signWith(second);
  expect(await askOwner()).toEqual(right);
  trust(second);
  expect(await askOwner()).toEqual(right);
  signWith(FIRST);
  expect(await askOwner()).toMatchObject({
    data: null,
    errors: [{ extensions: { code: 'DOOR_CLOSED' } }],
  });
  trust(FIRST);
  expect(await askOwner()).toEqual(right);
});

it('goes on with the keys that it has while a file cannot be read, and says so', async () => {
  writeFileSync(PUBLIC, '{"keys":');
  expect(await askOwner()).toMatchObject({ data: RIGHT });
  expect(await askOwner()).toMatchObject({ data: RIGHT });
  expect(log.map((line) => JSON.parse(line).code)).toEqual(['PUBLIC_KEYS_UNUSABLE']);
  trust();
  expect(await askOwner()).toMatchObject({ errors: [{ extensions: { code: 'DOOR_CLOSED' } }] });
  trust(FIRST);
  expect(await askOwner()).toMatchObject({ data: RIGHT });
});
