// How fields are shared, read off composed supergraphs.
import { parse } from 'graphql';
import { compareGraphs } from '../../../../gateway/compose/changes/compare.ts';
import { readGraph } from '../../../../gateway/compose/changes/graph.ts';
import { shareClasses } from '../../../../gateway/compose/changes/share-classes.ts';
import { compose } from '../../../../gateway/compose/supergraph.ts';

const HEAD = `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@composeDirective"])
    @link(url: "https://fournets.example/share/v1.0", import: ["@share"])
    @composeDirective(name: "@share")
  directive @share(class: ShareClass!) on FIELD_DEFINITION
  enum ShareClass { OPEN CONDITIONAL WITHHELD }`;

const supergraph = (classes: Readonly<Record<'name' | 'hires' | 'note', string>>): string => {
  const share = (name: keyof typeof classes): string =>
    classes[name] === '' ? '' : `@share(class: ${classes[name]})`;
  const people = `${HEAD}
    type Query { people: [Person!] @share(class: OPEN) }
    type Person @key(fields: "pid") { pid: ID! @share(class: OPEN) name: String @shareable ${share('name')} hires: [String!] ${share('hires')} note: String ${share('note')} }`;
  const pay = `${HEAD}
    type Person @key(fields: "pid") { pid: ID! @share(class: OPEN) name: String @shareable @share(class: OPEN) }`;
  return compose([
    { name: 'people', url: 'http://people', typeDefs: parse(people) },
    { name: 'pay', url: 'http://pay', typeDefs: parse(pay) },
  ]).supergraphSdl;
};

const BEFORE = supergraph({ name: 'OPEN', hires: 'CONDITIONAL', note: 'WITHHELD' });

const compared = (after: string) =>
  compareGraphs(readGraph('before', BEFORE), readGraph('after', after), {
    operations: [
      { client: 'dashboard', name: 'Names', body: '{ people { name } }' },
      { client: 'dashboard', name: 'Hires', body: '{ people { hires } }' },
    ],
    agreements: [{ owner: 'people', coordinates: ['Person.*'] }],
    rules: [],
  });

it('reads the classes of a supergraph', () => {
  expect(Object.fromEntries(shareClasses(BEFORE))).toEqual({
    'Query.people': 'OPEN',
    'Person.pid': 'OPEN',
    'Person.name': 'OPEN',
    'Person.hires': 'CONDITIONAL',
    'Person.note': 'WITHHELD',
  });
});

it('takes the strictest of the classes that departments give one field', () => {
  const sdl = 'type Person { name: String @share(class: OPEN) @share(class: WITHHELD) age: Int }';
  expect([...shareClasses(sdl)]).toEqual([['Person.name', 'WITHHELD']]);
});

it('tells of no change where none is', async () => {
  expect(await compared(BEFORE)).toEqual({ changes: [], operations: [], agreements: [], rules: [] });
});

it('names the operations that a narrower class breaks', async () => {
  const { changes, operations, agreements } = await compared(
    supergraph({ name: 'OPEN', hires: 'WITHHELD', note: 'WITHHELD' }),
  );
  expect(changes).toEqual([
    {
      kind: 'changed',
      level: 'breaking',
      coordinate: 'Person.hires',
      text: "Field 'Person.hires' is shared less widely: WITHHELD instead of CONDITIONAL",
    },
  ]);
  expect(operations.map(({ operation, coordinate }) => [operation, coordinate])).toEqual([
    ['Hires', 'Person.hires'],
  ]);
  expect(agreements).toEqual([expect.objectContaining({ owner: 'people', coordinate: 'Person.hires' })]);
});

it('tells of a wider class as dangerous, and breaks nobody', async () => {
  const { changes, operations, agreements } = await compared(
    supergraph({ name: 'OPEN', hires: 'OPEN', note: 'CONDITIONAL' }),
  );
  expect(changes.map(({ level, coordinate }) => [level, coordinate])).toEqual([
    ['dangerous', 'Person.hires'],
    ['dangerous', 'Person.note'],
  ]);
  expect([...operations, ...agreements]).toEqual([]);
});

it('takes the first class of a field for no change', async () => {
  const after = await compareGraphs(
    readGraph('before', supergraph({ name: 'OPEN', hires: '', note: 'WITHHELD' })),
    readGraph('after', BEFORE),
    { operations: [], agreements: [], rules: [] },
  );
  expect(after.changes).toEqual([]);
});
