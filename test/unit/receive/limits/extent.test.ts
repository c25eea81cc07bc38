import { buildSchema, parse, validate } from 'graphql';
import { CodedError } from '../../../../schema/errors.ts';
import { extentLimit } from '../../../../gateway/receive/limits/extent.ts';

const SCHEMA = buildSchema('type Query { unit: Unit name: String } type Unit { unit: Unit name: String }');

const codesOf = (text: string) =>
  validate(SCHEMA, parse(text), [extentLimit]).map(({ originalError }) =>
    originalError instanceof CodedError ? [originalError.code, originalError.details] : undefined,
  );

const aliases = (count: number, field = '__typename'): string =>
  Array.from({ length: count }, (_, n) => `a${n}: ${field}`).join(' ');

it('allows 24 levels, and says of 25 how many they are', () => {
  expect(codesOf(`${'{ unit '.repeat(23)} { name } ${'}'.repeat(23)}`)).toEqual([]);
  expect(codesOf(`${'{ unit '.repeat(24)} { name } ${'}'.repeat(24)}`)).toEqual([
    ['QUERY_TOO_DEEP', { depth: 25, max: 24 }],
  ]);
});

it.each(['name', '__typename', 'unit { name }'])('allows 50 aliases of %s, and not one more', (field) => {
  expect(codesOf(`{ ${aliases(50, field)} }`)).toEqual([]);
  expect(codesOf(`{ ${aliases(51, field)} }`)).toEqual([['ALIASES_TOO_MANY', { aliases: 51, max: 50 }]]);
});

it('counts an alias of a fragment wherever the fragment is spread', () => {
  const text = (spreads: number): string =>
    `{ ${'unit { ...f } '.repeat(spreads)} } fragment f on Unit { a: name ... on Unit { b: name } }`;
  expect(codesOf(text(25))).toEqual([]);
  expect(codesOf(text(26))).toEqual([['ALIASES_TOO_MANY', { aliases: 52, max: 50 }]]);
});

it('counts the fields that fragments stand for', () => {
  const doubled = Array.from(
    { length: 14 },
    (_, n) => `fragment f${n} on Unit { ...f${n + 1} ...f${n + 1} }`,
  );
  const text = `{ unit { ...f0 } } ${doubled.join(' ')} fragment f14 on Unit { name }`;
  expect(codesOf(text)).toEqual([['QUERY_TOO_LARGE', { fields: 16_385, max: 10_000 }]]);
});

it('is done with a fragment that spreads itself', () => {
  expect(codesOf('{ unit { ...f } } fragment f on Unit { name ...f }')).toEqual([]);
});

it('measures each operation of a document', () => {
  expect(codesOf(`query A { ${aliases(51)} } query B { name } query C { ${aliases(60)} }`)).toHaveLength(2);
});
