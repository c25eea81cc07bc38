// Requests that nobody means well with, made for the graph that is asked: every root field, with arguments that bend it.
import fc, { type Arbitrary } from 'fast-check';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { NAMES, NUMBERS, STRINGS } from './naughty.ts';

/** A request as it is sent, by one of several viewers. */
export interface NaughtyRequest {
  readonly viewer: number;
  readonly method: string;
  readonly search: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

type Field = GraphQLField<unknown, unknown>;

const JSON_TYPE = { 'content-type': 'application/json' };

const string = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...STRINGS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);
const name = fc.constantFrom(...NAMES);

/** JSON as text, since objects do not keep all keys and numbers that a text can have. */
const json = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    string.map((text) => JSON.stringify(text)),
    fc.constantFrom(...NUMBERS, 'null', 'true', 'false'),
    fc.array(tie('value'), { maxLength: 4 }).map((items) => `[${items.join()}]`),
    fc
      .array(fc.tuple(string, tie('value')), { maxLength: 4 })
      .map((entries) => `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join()}}`),
    fc.nat(3_000).map((levels) => `${'['.repeat(levels)}${']'.repeat(levels)}`),
    fc.nat(3_000).map((levels) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`),
  ),
})).value;

/** A value that fits the type but for what is naughty about it; as JSON. */
const fitting = (type: GraphQLInputType, depth = 0): Arbitrary<string> => {
  const bare = getNullableType(type);
  if (isListType(bare))
    return fc.array(fitting(bare.ofType, depth + 1), { maxLength: 3 }).map((items) => `[${items.join()}]`);
  if (isEnumType(bare))
    return fc.constantFrom(...bare.getValues().map((value) => JSON.stringify(value.name)), '"NONE"');
  if (isInputObjectType(bare)) {
    const fields = Object.values(bare.getFields());
    if (depth > 3) return fc.constant('{}');
    return fc
      .tuple(...fields.map((field) => fitting(field.type, depth + 1)))
      .map((values) => `{${values.map((value, at) => `"${fields[at]?.name}":${value}`).join()}}`);
  }
  if (bare.name === 'Int') return fc.constantFrom('1', '3', '50', ...NUMBERS);
  if (bare.name === 'Boolean') return fc.constantFrom('true', 'false', '"true"');
  return string.map((text) => JSON.stringify(text));
};

const argument = (type: GraphQLInputType): Arbitrary<string> =>
  fc.oneof({ weight: 6, arbitrary: fitting(type) }, { weight: 1, arbitrary: json });

/** What is asked of a type: its leaves, and a level or two of what hangs on it, as far as that needs no argument. */
const selectionOf = (type: GraphQLOutputType, levels: number): string => {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (!isObjectType(named) && !isInterfaceType(named)) return '{ __typename }';
  const optional = ({ args }: Field): boolean =>
    args.every(({ type: given }) => getNullableType(given) === given);
  const chosen = Object.values(named.getFields())
    .filter(optional)
    .filter((field) => isLeafType(getNamedType(field.type)) || levels > 0)
    .map((field) => `${field.name}${selectionOf(field.type, levels - 1)}`);
  return `{ __typename ${chosen.slice(0, 12).join(' ')} }`;
};

const posted = (body: NaughtyRequest['body'], headers: NaughtyRequest['headers'] = JSON_TYPE) => ({
  method: 'POST',
  search: '',
  headers,
  ...(body === undefined ? {} : { body }),
});

const question = (query: string, variables = '{}', headers = {}) =>
  posted(`{"query":${JSON.stringify(query)},"variables":${variables}}`, { ...JSON_TYPE, ...headers });

/** What a client may write into the header of its purpose: only what a header can hold reaches the server at all. */
const purpose = fc.oneof(
  fc.constantFrom(
    'discipline/1',
    'discipline/2',
    'establishment/1',
    'hr/999999999999999999999',
    'finance/__proto__',
  ),
  string.map((text) => text.replaceAll(/[^\t\x20-\x7E\x80-\xFF]/g, '').slice(0, 2000)),
);
const headers = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: purpose.map((text) => ({ 'x-purpose': text })) },
);

/** One root field with arguments by variables, under names that mean something. */
const fieldAsked = (kind: string, field: Field): Arbitrary<Omit<NaughtyRequest, 'viewer'>> =>
  fc
    .tuple(
      fc.tuple(...field.args.map(({ type }) => argument(type))),
      fc.subarray(field.args.map((_, at) => at)),
      fc.tuple(name, name),
      fc.nat(2),
      headers,
    )
    .map(([values, left, [alias, operation], levels, sent]) => {
      const { args } = field;
      const defined = args.map(({ name: own, type }) => `$${own}: ${String(type)}`).join(' ');
      const passed = args.map(({ name: own }) => `${own}: $${own}`).join(' ');
      const variables = args.flatMap(({ name: own }, at) =>
        left.includes(at) ? [`"${own}":${values[at]}`] : [],
      );
      const text = `${kind} ${operation}${defined && `(${defined})`} { ${alias}: ${field.name}${passed && `(${passed})`} ${selectionOf(field.type, levels)} }`;
      return question(text, `{${variables.join()}}`, sent);
    });

const rootFields = (schema: GraphQLSchema): Arbitrary<Omit<NaughtyRequest, 'viewer'>> => {
  const of = (kind: string, fields: readonly Field[]) => fields.map((field) => fieldAsked(kind, field));
  return fc.oneof(
    ...of('query', Object.values(schema.getQueryType()?.getFields() ?? {})),
    ...of('mutation', Object.values(schema.getMutationType()?.getFields() ?? {})),
  );
};

const bytes = fc.uint8Array({ maxLength: 600 }).map((array) => new Uint8Array(array));
const rawBodies = fc
  .tuple(
    fc.oneof(bytes, string, json),
    fc.record(
      {
        'content-type': fc.constantFrom(
          'application/json',
          'application/json;charset=utf-7',
          'text/plain',
          'multipart/form-data',
          'x',
        ),
        'content-encoding': fc.constantFrom('gzip', 'deflate', 'br', 'zstd', 'identity'),
        accept: fc.constantFrom(
          '*/*',
          'text/html',
          ';;;',
          'application/graphql-response+json',
          'multipart/mixed',
        ),
        'sec-fetch-site': fc.constantFrom('same-origin', 'cross-site', '__proto__'),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([body, sent]) => posted(body, sent));

const members = fc
  .record(
    { query: json, variables: json, operationName: json, extensions: json, documentId: json },
    { requiredKeys: [] },
  )
  .map((record) =>
    posted(
      `{${Object.entries(record)
        .map(([key, value]) => `"${key}":${value}`)
        .join()}}`,
    ),
  );

const addresses = fc
  .tuple(fc.constantFrom('GET', 'GET', 'PUT', 'DELETE', 'PATCH'), string, name, json)
  .map(([method, query, key, variables]) => ({
    method,
    search: `?${new URLSearchParams({ query, [key]: query, variables, extensions: variables })}`,
    headers: {},
  }));

const LITERALS = ['[', '{a:', '(', '"', '"""', '...on Person{', '@skip(if:', '$', '\\u', '\u0000', '\uD800'];
const documents = fc
  .tuple(
    fc.constantFrom('{', 'query', 'mutation', 'subscription', 'fragment a on Person {'),
    fc.array(fc.oneof(string, fc.constantFrom(...LITERALS)), { maxLength: 12 }),
  )
  .map(([start, words]) => question(`${start} ${words.join(' ')}`));

const floods = fc
  .tuple(
    fc.nat(3_000),
    fc.constantFrom('__typename', 'institutions(first: 1000) { totalCount }', '... { __typename }'),
  )
  .map(([times, text]) =>
    question(
      `{ ${Array.from({ length: times }, (_, at) => (text.startsWith('.') ? text : `a${at}: ${text}`)).join(' ')} }`,
    ),
  );

/** Requests to a graph, each by one of so many viewers. */
export const naughtyRequests = (schema: GraphQLSchema, viewers: number): Arbitrary<NaughtyRequest> =>
  fc
    .tuple(
      fc.nat(viewers - 1),
      fc.oneof(
        { weight: 12, arbitrary: rootFields(schema) },
        { weight: 2, arbitrary: rawBodies },
        { weight: 2, arbitrary: members },
        { weight: 2, arbitrary: addresses },
        { weight: 2, arbitrary: documents },
        { weight: 1, arbitrary: floods },
      ),
    )
    .map(([viewer, request]) => ({ viewer, ...request }));
