// Root fields that the gateway answers itself, alone and beside those of the owners.
import { departmentCatalogues } from '../../../gateway/compose/catalogue.ts';
import { departmentSdl } from '../../../schema/sdl.ts';
import { askerOf, purposeFor, viewerWith } from '../../support/sharing.ts';
import { accessGraph } from './graph.ts';

const graph = accessGraph();
const INVESTIGATOR = askerOf(
  viewerWith({ subject: 'investigator', department: 'discipline', roles: ['investigator'] }),
  purposeFor('discipline', { units: ['A'] }),
);

describe('the viewer', () => {
  it('is who the gateway takes the asker for, with the purpose, and nobody is asked', async () => {
    const { data, errors } = await graph.ask(
      '{ viewer { subject kind roles department units clientId purpose { id kind documentNumber department units } } }',
      {},
      INVESTIGATOR,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      viewer: {
        subject: 'investigator',
        kind: 'PERSON',
        roles: ['investigator'],
        department: 'discipline',
        units: [],
        clientId: 'console',
        purpose: {
          id: '1',
          kind: 'INVESTIGATION',
          documentNumber: '案〔2026〕1号',
          department: 'discipline',
          units: ['A'],
        },
      },
    });
    expect(graph.asked).toEqual([]);
  });

  it('may be a system without a purpose', async () => {
    const system = askerOf(viewerWith({ kind: 'system', clientId: 'partner-system' }));
    expect((await graph.ask('{ viewer { kind department purpose { id } } }', {}, system)).data).toEqual({
      viewer: { kind: 'SYSTEM', department: null, purpose: null },
    });
  });

  it('is nobody where nobody is identified', async () => {
    expect(await graph.ask('{ viewer { subject } }')).toEqual({ data: { viewer: null }, errors: [] });
  });
});

describe('beside fields of owners', () => {
  it('answers both in the client’s order, with aliases, fragments and conditions', async () => {
    const { data, errors } = await graph.ask(
      `query ($with: Boolean!) {
        ...Me
        all: institutions(first: 2) { totalCount }
        left: viewer @skip(if: $with) { subject }
        ... on Query @include(if: $with) { name: viewer { __typename code: clientId name: subject } }
        __typename
      }
      fragment Me on Query { me: viewer { ...Who } }
      fragment Who on Viewer { kind @include(if: $with) subject }`,
      { with: true },
      INVESTIGATOR,
    );
    expect(errors).toEqual([]);
    expect(Object.keys(data ?? {})).toEqual(['me', 'all', 'name', '__typename']);
    expect(data).toMatchObject({
      me: { kind: 'PERSON', subject: 'investigator' },
      all: { totalCount: expect.any(Number) },
      name: { __typename: 'Viewer', code: 'console', name: 'investigator' },
    });
    expect(graph.asked.map(({ owner }) => owner)).toEqual(['establishment']);
  });

  it('takes the values of variables, and their defaults', async () => {
    const text = `query ($type: String = "Payment", $class: ShareClass) {
      catalogue(owner: "finance", type: $type, class: $class) { coordinate class }
    }`;
    const { data } = await graph.ask(text, { class: 'OPEN' });
    expect(data).toEqual({
      catalogue: ['Payment.id', 'Payment.version'].map((coordinate) => ({ coordinate, class: 'OPEN' })),
    });
    expect((await graph.ask(text, { type: 'Nothing' })).data).toEqual({ catalogue: [] });
  });

  it('answers introspection beside them', async () => {
    const { data } = await graph.ask(
      '{ __type(name: "Query") { fields { name } } viewer { subject } }',
      {},
      INVESTIGATOR,
    );
    const { fields } = data?.['__type'] as { readonly fields: readonly { readonly name: string }[] };
    expect(fields.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['viewer', 'catalogue', 'explainAccess', 'institutions']),
    );
    expect(data?.['viewer']).toEqual({ subject: 'investigator' });
  });

  it('asks nobody where the answer is lost anyway, and says where it was', async () => {
    const { data, errors } = await graph.ask(
      '{ institutions { totalCount } name: explainAccess(operation: "{") { allServed } }',
    );
    expect(data).toBeNull();
    expect(errors.map(({ path, extensions }) => [path, extensions?.['code']])).toEqual([
      [['name'], 'GRAPHQL_PARSE_FAILED'],
    ]);
    expect(graph.asked).toEqual([]);
  });
});

describe('the catalogue', () => {
  it('has every field of every department, with those who answer it', async () => {
    const { data } = await graph.ask('{ catalogue { coordinate owners class english chinese } }');
    const wanted = new Map<
      string,
      { readonly coordinate: string; readonly owners: string[]; readonly class: string }
    >();
    for (const { name, entries } of departmentCatalogues(departmentSdl))
      for (const { coordinate, shareClass } of entries) {
        const known = wanted.get(coordinate) ?? { coordinate, owners: [] as string[], class: shareClass };
        known.owners.push(name);
        wanted.set(coordinate, known);
      }
    const listed = data?.['catalogue'] as readonly (Record<string, unknown> & { owners: string[] })[];
    const plain = ({ coordinate, owners, class: shareClass }: (typeof listed)[number]) => ({
      coordinate,
      owners: owners.toSorted(),
      class: shareClass,
    });
    const byName = (a: object, b: object): number => JSON.stringify(a).localeCompare(JSON.stringify(b));
    expect(listed.map(plain).toSorted(byName)).toEqual(
      [...wanted.values()]
        .map(({ owners, ...entry }) => ({ ...entry, owners: owners.toSorted() }))
        .toSorted(byName),
    );
    expect(listed.filter(({ english, chinese }) => english === '' || chinese === '')).toEqual([]);
  });

  it('shows what one department answers', async () => {
    const { data } = await graph.ask(
      '{ catalogue(owner: "discipline", class: WITHHELD) { coordinate owners } }',
    );
    const listed = data?.['catalogue'] as readonly { readonly owners: readonly string[] }[];
    expect(listed).not.toEqual([]);
    expect(listed.every(({ owners }) => owners.includes('discipline'))).toBe(true);
  });
});
