// What the departments share, read from their contracts: `schema/catalogue.ts` and the document made from it.
import { Kind, parse, TypeInfo, visit, visitWithTypeInfo, buildASTSchema } from 'graphql';
import { catalogueDocument, departmentCatalogues } from '../../gateway/compose/catalogue.ts';
import { storedOperations } from '../../gateway/compose/read.ts';
import { apiSdl, compose, departmentContracts } from '../../gateway/compose/supergraph.ts';
import { catalogueOf, shareClasses } from '../../schema/catalogue.ts';
import { departmentSdl } from '../../schema/sdl.ts';

const { supergraphSdl } = compose(departmentContracts());
const catalogues = departmentCatalogues(departmentSdl);

describe('the reader', () => {
  it('reads class, both descriptions and nullability of each field, extensions included', () => {
    const sdl = `type Query { "One unit · of many. · 机构" unit(code: ID!): Unit @share(class: OPEN) }
      extend type Unit { "Its name. · 名称" names: [String!]! @deprecated @share(class: CONDITIONAL) }`;
    expect(catalogueOf(sdl)).toEqual([
      {
        coordinate: 'Query.unit',
        type: 'Query',
        shareClass: 'OPEN',
        english: 'One unit · of many.',
        chinese: '机构',
        nullable: true,
      },
      {
        coordinate: 'Unit.names',
        type: 'Unit',
        shareClass: 'CONDITIONAL',
        english: 'Its name.',
        chinese: '名称',
        nullable: false,
      },
    ]);
  });

  it.each([
    '',
    '@deprecated',
    '@share',
    '@share(class: PUBLIC)',
    '@share(class: "OPEN")',
    '@share(level: OPEN)',
  ])('holds a field with “%s” for withheld', (directive) => {
    expect(shareClasses(`type Unit { name: String ${directive} }`).get('Unit.name')).toBe('WITHHELD');
  });

  it('reads fields of objects only', () => {
    const sdl = 'input Filter { name: String } interface Named { name: String } enum Kind { NAME }';
    expect(shareClasses(sdl)).toEqual(new Map());
  });
});

describe('the contracts', () => {
  it('give a field that several departments define the same class in each', () => {
    const said = new Map<string, Set<string>>();
    for (const { coordinate, shareClass } of catalogues.flatMap(({ entries }) => entries))
      said.set(coordinate, (said.get(coordinate) ?? new Set()).add(shareClass));
    expect([...said].filter(([, classes]) => classes.size > 1)).toEqual([]);
  });

  it('take the class of every field into the supergraph', () => {
    const composed = shareClasses(supergraphSdl);
    const own = catalogues.flatMap(({ entries }) => entries);
    expect(composed).toEqual(new Map(own.map(({ coordinate, shareClass }) => [coordinate, shareClass])));
  });

  it('withhold nothing that a stored operation asks for', () => {
    const classes = shareClasses(supergraphSdl);
    const types = new TypeInfo(buildASTSchema(parse(apiSdl(supergraphSdl))));
    const asked = new Set<string>();
    const note = {
      [Kind.FIELD]: ({ name }: { name: { value: string } }) => {
        asked.add(`${types.getParentType()?.name}.${name.value}`);
      },
    };
    for (const operation of storedOperations()) visit(parse(operation), visitWithTypeInfo(types, note));
    expect(asked.size).toBeGreaterThan(50);
    expect([...asked].filter((coordinate) => classes.get(coordinate) === 'WITHHELD')).toEqual([]);
  });
});

describe('the document', () => {
  const shared = 'type Person { "Key. · 标识" pid: ID! @share(class: OPEN) }';
  const own = (field: string): string => `${shared} extend type Person { ${field} }`;
  const page = 'type PaymentConnection { "Rows | pages. · 本页" nodes: [ID] @share(class: %) }';
  const documentOf = (one: string, others = shared): string =>
    catalogueDocument(departmentCatalogues((name) => (name === 'finance' ? one : others)));
  const linesOf = (text: string): string[] => text.split('\n').filter((line) => /^(##|\| `)/.test(line));

  it('has what all departments say once, then what each says of its own', () => {
    const text = documentOf(own('"Pay. · 工资" pay: Int @share(class: CONDITIONAL)'));
    expect(linesOf(text)).toEqual([
      '## Every department · 各部门',
      '### Person',
      '| `Person.pid` | OPEN | Key. · 标识 |',
      '## Establishment office · 编办',
      '## Discipline inspection · 纪检',
      '## Organization department · 组织',
      '## Human resources and social security · 人社',
      '## Finance · 财政',
      '### Person',
      '| `Person.pay` | CONDITIONAL | Pay. · 工资 |',
    ]);
    expect(text).toContain('| Finance · 财政 | 1 | 1 | 0 |');
  });

  it('leaves out pages, unless they are guarded', () => {
    expect(linesOf(documentOf(`${shared} ${page.replace('%', 'OPEN')}`))).toHaveLength(8);
    expect(linesOf(documentOf(`${shared} ${page.replace('%', 'CONDITIONAL')}`)).slice(8)).toEqual([
      '### PaymentConnection',
      '| `PaymentConnection.nodes` | CONDITIONAL | Rows \\| pages. · 本页 |',
    ]);
  });

  it('leaves out commands, which share nothing', () => {
    const command = 'type Mutation { "Pays. · 发放" pay: ID @share(class: OPEN) }';
    expect(linesOf(documentOf(`${shared} ${command}`))).toEqual(linesOf(documentOf(shared)));
  });

  it('shows a field on which departments do not agree in each of them', () => {
    const lines = linesOf(documentOf(shared, shared.replace('OPEN', 'WITHHELD')));
    expect(lines.filter((line) => line.includes('Person.pid'))).toHaveLength(5);
  });
});
