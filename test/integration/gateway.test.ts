import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { get } from 'node:http';
import type { Socket } from 'node:net';
import { MODES, startGraph, type TestGraph } from '../support/graph.ts';

const pid = (number: number): string => number.toString(16).padStart(32, '0');
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** An institution with 30 people who are known to all five departments; 3 of them are sanctioned. */
const settle = async ({ departments }: TestGraph): Promise<void> => {
  const { establishment, discipline, organization, hr, finance } = departments;
  await establishment.insert('institution', [
    {
      code: 'A',
      name: '教育局',
      kind: 'ADMINISTRATIVE_ORGAN',
      grade: 'TOWNSHIP_HEAD',
      valid_from: '2020-01-01',
    },
  ]);
  await establishment.insert(
    'seat',
    numbers(30).map((n) => ({
      pid: pid(n),
      institution_code: 'A',
      category: 'ADMINISTRATIVE',
      name: `人${n}`,
      valid_from: '2024-01-01',
    })),
  );
  await hr.insert(
    'person',
    numbers(30).map((n) => ({ pid: pid(n), name: `人${n}`, status: 'ACTIVE' })),
  );
  await organization.insert(
    'appointment',
    numbers(30).map((n) => ({ pid: pid(n), institution_code: 'A', title: '科员', valid_from: '2024-01-01' })),
  );
  await finance.insert(
    'payment',
    numbers(30).flatMap((n) =>
      ['2026-04', '2026-05'].map((month) => ({
        pid: pid(n),
        institution_code: 'A',
        month,
        gross_fen: 532_140,
      })),
    ),
  );
  await discipline.insert(
    'decision',
    numbers(3).map((n) => ({
      pid: pid(n),
      institution_code: 'A',
      system: 'ADMINISTRATIVE',
      measure: 'ADMIN_DEMOTION',
      document_number: `云纪〔2026〕${n}号`,
      effective_on: '2026-03-01',
    })),
  );
};

/** Addresses that sockets of this process try to reach. */
const attempts = new Set<string>();
const watch = (message: unknown): void => {
  const { socket } = message as { readonly socket: Socket };
  socket.on('connectionAttempt', (address: string) => attempts.add(address));
};
beforeAll(() => subscribe('net.client.socket', watch));
afterAll(() => unsubscribe('net.client.socket', watch));

const LINKED = `query Linked($code: InstitutionCode!) { institution(code: $code) { name
  seats(first: 100) { nodes { person { name appointments { title } decisions { measure }
    payments(first: 1) { nodes { month gross institution { name } } } } } } } }`;

describe.each(MODES)('with the departments %s', (mode) => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startGraph(mode);
    await settle(graph);
  });
  afterAll(() => graph.close());

  it('answers a question over five departments', async () => {
    const { status, data, errors } = await graph.ask(LINKED, { code: 'A' });
    expect(errors).toBeUndefined();
    expect(status).toBe(200);
    const person = (n: number) => ({
      name: `人${n}`,
      appointments: [{ title: '科员' }],
      decisions: n < 3 ? [{ measure: 'ADMIN_DEMOTION' }] : [],
      payments: { nodes: [{ month: '2026-05', gross: '5321.40', institution: { name: '教育局' } }] },
    });
    expect(data).toEqual({
      institution: { name: '教育局', seats: { nodes: numbers(30).map((n) => ({ person: person(n) })) } },
    });
  });

  it('takes aliases and variables that are called like what every object has', async () => {
    const { data, errors } = await graph.ask(
      `query ($toString: Date) { toString: division(code: "330702999") { code }
        institutions(first: 1, asOf: $toString) { valueOf: totalCount } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ toString: null, institutions: { valueOf: 1 } });
  });

  it('finds who was sanctioned and is still paid', async () => {
    const { data } = await graph.ask(
      '{ decisions { totalCount nodes { measure person { name payments(from: "2026-04") { totalCount } } } } }',
    );
    expect(data).toMatchObject({ decisions: { totalCount: 3 } });
    expect(JSON.stringify(data)).toContain('"totalCount":2');
  });

  it('gives null fields, and the person, where a department knows nobody of the key', async () => {
    const { data, errors } = await graph.ask(
      'query ($pid: Pid!) { person(pid: $pid) { pid name } institution(code: "A") { code } }',
      { pid: pid(99) },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ person: null, institution: { code: 'A' } });
  });

  it.each([
    [
      'an unknown operationName',
      'query A { institutions { totalCount } }',
      {},
      'B',
      'OPERATION_RESOLUTION_FAILURE',
    ],
    ['a syntax error', 'query {', {}, undefined, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', '{ institutions { nonsense } }', {}, undefined, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a missing variable',
      'query ($code: InstitutionCode!) { institution(code: $code) { name } }',
      {},
      undefined,
      'BAD_USER_INPUT',
    ],
    [
      '1,000 levels',
      `{ institution(code: "A") ${'{ parent '.repeat(1000)}{ code }${' }'.repeat(1000)} }`,
      {},
      undefined,
      'QUERY_TOO_DEEP',
    ],
    [
      'a document of 20,000 tokens',
      `{ ${'institutions { totalCount } '.repeat(5000)} }`,
      {},
      undefined,
      'QUERY_TOO_LONG',
    ],
  ])(
    'refuses %s with status 400, a code and a Chinese text',
    async (_, query, variables, operationName, code) => {
      const { status, errors } = await graph.ask(query, variables, operationName);
      expect(status).toBe(400);
      expect(errors?.[0]?.extensions).toMatchObject({ code, zh: expect.stringMatching(/\p{Script=Han}/u) });
    },
  );

  it.each([
    ['a month written out', '{ institution(code: "A") { paidHeadcount(month: "2026-13") } }', {}],
    [
      'a month in a variable',
      'query ($m: Month!) { institution(code: "A") { paidHeadcount(month: $m) } }',
      { m: '2026-13' },
    ],
    ['a day', '{ institution(code: "A", asOf: "2026-02-30") { name } }', {}],
    ['an identity number for a pid', '{ person(pid: "11010519491231002X") { name } }', {}],
  ])('refuses %s that is none, once and with a code', async (_, query, variables) => {
    const { errors } = await graph.ask(query, variables);
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['VALUE_INVALID']);
  });

  it('refuses at once what fragments blow up, and what the parser could not read', async () => {
    const doubled = Array.from(
      { length: 40 },
      (_, n) => `fragment f${n} on Institution { ...f${n + 1} ...f${n + 1} }`,
    );
    const bomb = `{ institution(code: "A") { ...f0 } } ${doubled.join(' ')} fragment f40 on Institution { code name }`;
    expect((await graph.ask(bomb)).errors?.[0]?.extensions['code']).toBe('QUERY_TOO_LARGE');
    const abyss = `${'{ a '.repeat(4500)}${'}'.repeat(4500)}`;
    expect((await graph.ask(abyss)).errors?.[0]?.extensions['code']).toBe('QUERY_TOO_DEEP');
  });

  it('answers by the names of this machine only', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = get(`${graph.url}/health`, { headers: { host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      request.on('error', reject);
    });
    expect(status).toBe(421);
  });

  it.each([-5, 1_000_000])('refuses a page of %s with a code, and asks nobody', async (first) => {
    const { status, errors } = await graph.ask(
      'query ($first: Int) { institutions(first: $first) { totalCount } }',
      {
        first,
      },
    );
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['PAGE_SIZE_OUT_OF_RANGE']);
    expect(errors?.[0]?.extensions).not.toHaveProperty('owner');
    expect(status).toBe(400);
  });

  it('refuses a body that is no JSON, and one that is too large', async () => {
    expect((await graph.post('{"query":')).errors?.[0]?.extensions['code']).toBe('REQUEST_NOT_JSON');
    const large = await graph.post(JSON.stringify({ query: `{ a }${' '.repeat(3_000_000)}` }));
    expect([large.status, large.errors?.[0]?.extensions['code']]).toEqual([413, 'REQUEST_TOO_LARGE']);
  });

  it('reaches for no address but this machine\u2019s', () => {
    expect([...attempts].filter((address) => address !== '127.0.0.1')).toEqual([]);
  });

  it('is ready, lives, and counts', async () => {
    expect((await fetch(`${graph.url}/health`)).status).toBe(200);
    const ready = await fetch(`${graph.url}/ready`);
    expect(await ready.json()).toMatchObject({ ready: true });
    expect((await fetch(`${graph.url}/graphql`, { method: 'PUT' })).status).toBe(405);
    const metrics = await (await fetch(`${graph.url}/metrics`)).text();
    expect(metrics).toContain('fournets_operation_seconds_count');
    expect(metrics).toMatch(/fournets_refused_requests_total\{code="[A-Z_]+"\} 1/);
  });

  it('keeps the other departments\u2019 answers when one is gone, and says whose is missing', async () => {
    await graph.departments.discipline.subgraph.close();
    const { data, errors } = await graph.ask(
      '{ institution(code: "A") { name decisions { totalCount } paidHeadcount(month: "2026-05") } }',
    );
    expect(data).toMatchObject({ institution: { name: '教育局', paidHeadcount: 30 } });
    expect(errors?.[0]?.extensions).toMatchObject({ owner: 'discipline', code: 'DATABASE_UNAVAILABLE' });
    const ready = await fetch(`${graph.url}/ready`);
    expect([ready.status, await ready.json()]).toEqual([503, expect.objectContaining({ ready: false })]);
  });
});
