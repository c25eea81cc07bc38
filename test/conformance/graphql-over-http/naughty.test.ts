// Hundreds of requests that nobody means well with: each is refused or answered with a code, and the gateway lives on.
import fc from 'fast-check';
import { ERRORS } from '../../../schema/errors.ts';
import { ask, startSmallGateway, type Reply, type SmallGateway } from './gateway.ts';

/** A request as it is sent. */
interface Naughty {
  readonly method: string;
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

const JSON_TYPE = { 'content-type': 'application/json' };

const posted = (body: Naughty['body'], headers: Naughty['headers'] = JSON_TYPE): Naughty => ({
  method: 'POST',
  address: '/graphql',
  headers,
  ...(body === undefined ? {} : { body }),
});

const question = (query: string, variables = '{}'): Naughty =>
  posted(`{"query":${JSON.stringify(query)},"variables":${variables}}`);

/** Names that mean something to JavaScript. */
const name = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'then',
  'code',
  '_',
);

/** JSON whose keys and values mean something to JavaScript; as text, since objects do not keep such keys. */
const json = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.constantFrom('1e400', '-0', '99999999999999999999', '"\\ud800"', 'null', '"2026-02-30"', '1.5'),
    fc.array(tie('value'), { maxLength: 4 }).map((items) => `[${items.join()}]`),
    fc
      .array(fc.tuple(name, tie('value')), { maxLength: 4 })
      .map((entries) => `{${entries.map(([key, value]) => `"${key}":${value}`).join()}}`),
  ),
})).value;

const bytes = fc.uint8Array({ maxLength: 400 }).map((array) => new Uint8Array(array));
const text = fc.string({ unit: 'binary', maxLength: 200 });
const count = fc.oneof(fc.nat(60), fc.nat(4_000));

const rawBodies = fc
  .tuple(
    fc.oneof(bytes, text),
    fc.record(
      {
        'content-type': fc.constantFrom(
          'application/json',
          'application/json; charset=utf-7',
          'application/json; charset="',
          'text/plain',
          'multipart/form-data',
          'nonsense',
        ),
        'content-encoding': fc.constantFrom('gzip', 'deflate', 'br', 'identity', 'nonsense'),
        accept: fc.constantFrom(
          '*/*',
          'text/html',
          'application/json;q=0',
          ';;;',
          'application/graphql-response+json',
        ),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([body, headers]) => posted(body, headers));

const bodies = fc.oneof(
  json.map((value) => posted(value)),
  fc
    .record({ query: json, variables: json, operationName: json, extensions: json }, { requiredKeys: [] })
    .map((record) =>
      posted(
        `{${Object.entries(record)
          .map(([key, value]) => `"${key}":${value}`)
          .join()}}`,
      ),
    ),
);

const PERSISTED = [
  '{}',
  '{"version":1}',
  '{"version":1,"sha256Hash":"00"}',
  '{"version":"1","sha256Hash":{}}',
  '[]',
  'true',
];
const persisted = fc
  .tuple(fc.constantFrom(...PERSISTED), fc.boolean())
  .map(([persistedQuery, withQuery]) =>
    posted(
      `{${withQuery ? '"query":"{ __typename }",' : ''}"extensions":{"persistedQuery":${persistedQuery}}}`,
    ),
  );

const methods = fc
  .tuple(fc.constantFrom('PUT', 'DELETE', 'OPTIONS', 'PATCH', 'GET'), text, name)
  .map(([method, query, key]): Naughty => ({
    method,
    address: `/graphql?query=${encodeURIComponent(query.replaceAll(/\p{Surrogate}/gu, '?'))}&${key}=1&variables=%7B%22${key}%22:`,
    headers: {},
  }));

const addresses = fc
  .stringMatching(/^[A-Za-z%.?&=[\]/]{0,20}$/)
  .map((rest): Naughty => ({ method: 'GET', address: `/graphql${rest}`, headers: {} }));

const nests = fc
  .tuple(
    fc.constantFrom(
      ['{ unit ', '}'],
      ['{ unit(code: "A") { parent ', '}}'],
      ['[', ']'],
      ['{ a(b: ', ')}'],
      ['{ ...{', '}}'],
    ),
    count,
  )
  .chain(([[open = '', close = ''], levels]) =>
    fc.constantFrom(
      question(`${open.repeat(levels)} x ${close.repeat(levels)}`),
      question(`{ echo(any: ${'['.repeat(levels)}${']'.repeat(levels)}) }`),
      question(`query ($a: ${'['.repeat(levels)}Int${']'.repeat(levels)}) { echo(list: $a) }`),
      question('query ($any: Any) { echo(any: $any) }', `{"any":${'['.repeat(levels)}${']'.repeat(levels)}}`),
      question(
        'query ($list: [[Int]]) { echo(list: $list) }',
        `{"list":${'['.repeat(levels)}${']'.repeat(levels)}}`,
      ),
    ),
  );

const floods = count.chain((times) =>
  fc.constantFrom(
    question(`{ ${Array.from({ length: times }, (_, n) => `a${n}: __typename`).join(' ')} }`),
    question(
      `{ ${Array.from({ length: times }, (_, n) => `a${n}: units(first: 1000) { totalCount }`).join(' ')} }`,
    ),
    question(`{ __typename ${'@skip(if: false) '.repeat(times)} }`),
    question(`query ${'@nonsense '.repeat(times)} { __typename }`),
    question(`{ ${'__typename '.repeat(times)} }`),
    question(`{ ${'unit(code: "A") { code } '.repeat(times)} }`),
    question(`query (${Array.from({ length: times }, (_, n) => `$a${n}: Int`).join(' ')}) { __typename }`),
  ),
);

const pages = fc
  .array(fc.tuple(fc.constantFrom('first', 'after', 'last'), json), { minLength: 1, maxLength: 3 })
  .chain((args) => {
    const written = args
      .map(([key, value]) => `${key}: ${value.replaceAll('"__proto__"', '__proto__')}`)
      .join(' ');
    return fc.constantFrom(
      question(
        `{ units(${written}) { nodes { people(${written}) { nodes { unit { people(first: 1000) { totalCount } } } } } } }`,
      ),
      question(
        'query ($first: Int = 1000) { units(first: $first) { totalCount } }',
        `{"first":${args[0]?.[1] ?? '1'}}`,
      ),
    );
  });

const fragments = fc
  .array(fc.tuple(name, fc.array(name, { maxLength: 4 })), { minLength: 1, maxLength: 8 })
  .map((list) =>
    question(
      `{ unit(code: "A") { ...${list[0]?.[0]} } } ${list
        .map(
          ([own, spread]) =>
            `fragment ${own} on Unit { code ${spread.map((other) => `...${other}`).join(' ')} }`,
        )
        .join(' ')}`,
    ),
  );

const names = fc
  .tuple(name, name, name, json)
  .map(([a, b, c, value]) =>
    question(
      `query ${a}($${b}: Any) { ${c}: echo(any: $${b}) ${b}: unit(code: "A") { ${a}: code ${c}: name } person(pid: "1") { ${b}: unit { ${c}: name } } ${a} @${b}(${c}: 1) }`,
      `{"${b}":${value}}`,
    ),
  );

const fittingNames = fc
  .tuple(name, name, name, json)
  .map(([a, b, c, value]) =>
    question(
      `query ${a}($${b}: Any) { ${c}: echo(any: $${b}) person(pid: "1") { ${b}: unit { ${c}: name } ${a}: titles } }`,
      `{"${b}":${value}}`,
    ),
  );

const WORDS = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ':',
  '!',
  '=',
  '@',
  '...',
  '$',
  '|',
  '&',
  'on',
  'query',
  'mutation',
  'fragment',
  'unit',
  'units',
  'first',
  'null',
  'true',
  '1',
  '"',
  '"""',
  '"A"',
  '#',
  '\\u',
  '\u0000',
  '\uFEFF',
  '__typename',
  'subscription',
];
const soups = fc
  .array(fc.constantFrom(...WORDS), { maxLength: 40 })
  .map((words) => question(words.join(' ')));

const naughty = fc.oneof(
  rawBodies,
  bodies,
  persisted,
  methods,
  addresses,
  nests,
  floods,
  pages,
  fragments,
  names,
  fittingNames,
  soups,
);

const isCoded = ({ extensions }: Reply['errors'][number]): boolean => {
  const { code, zh } = extensions;
  return (
    typeof code === 'string' && Object.hasOwn(ERRORS, code) && code !== 'INTERNAL' && typeof zh === 'string'
  );
};

let gateway: SmallGateway;
beforeAll(async () => {
  gateway = await startSmallGateway();
});
afterAll(() => gateway.close());

const RUNS = 600;

it(`answers ${RUNS} naughty requests with 200 or a coded 4xx, and a good one afterwards`, async () => {
  await fc.assert(
    fc.asyncProperty(naughty, async ({ method, address, headers, body }) => {
      const response = await fetch(gateway.url + address, {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
      });
      const answer = await response.text();
      const { data, errors = [] } = JSON.parse(answer) as Partial<Reply>;
      expect(response.status === 200 || (response.status >= 400 && response.status < 500)).toBe(true);
      expect(errors.filter((error) => !isCoded(error))).toEqual([]);
      expect(data !== undefined || errors.length > 0).toBe(true);
      expect(response.status === 200 || errors.length > 0).toBe(true);
    }),
    { numRuns: RUNS },
  );
  expect(gateway.internal).toEqual([]);
  const { status, data } = await ask(
    gateway,
    '{ unit(code: "A") { name people(first: 1) { nodes { name } } } }',
  );
  expect([status, data]).toEqual([
    200,
    { unit: { name: 'unit A', people: { nodes: [{ name: 'person 1' }, { name: 'person 2' }] } } },
  ]);
});
