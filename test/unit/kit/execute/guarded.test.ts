// What becomes of single fields behind a guard.
import { buildSchema, isObjectType, type GraphQLSchema } from 'graphql';
import { compileOperation } from '../../../../subgraphs/kit/execute/compile.ts';
import type { Guarding } from '../../../../subgraphs/kit/execute/guarding.ts';
import { guardSchema } from '../../../../subgraphs/kit/execute/interpret.ts';
import { addSubjects } from '../../../../subgraphs/kit/execute/subjects.ts';
import { batch, reading, root } from '../../../../subgraphs/kit/graph/fields.ts';
import type { AskedColumns } from '../../../../subgraphs/kit/database/columns-asked.ts';
import type { Decision } from '../../../../subgraphs/kit/sharing/guard.ts';
import { writtenGuard } from '../../../support/execute/guards.ts';

const SDL = `
  directive @key(fields: String!) on OBJECT
  directive @filters(by: [String!]!) on ARGUMENT_DEFINITION
  scalar Pid
  scalar InstitutionCode
  type Query { rows(code: InstitutionCode @filters(by: "Query.rows")): [Row!], units: [Institution!], persons: [Person!], strict: Row }
  type Institution @key(fields: "code") { code: InstitutionCode!, size: Int }
  type Person @key(fields: "pid") { pid: Pid!, name: String, rows: [Row!] }
  type Row { gross: Int, month: String, sure: Int!, person: Person, institution: Institution }
`;

const PIDS = ['a', 'b', 'c'].map((letter) => letter.repeat(32));
const ROWS = PIDS.map((pid, index) => ({
  pid,
  institutionCode: `C${index}`,
  gross: index,
  month: `m${index}`,
  sure: index,
}));

interface World {
  /** Institutions that it is narrowed to. */
  readonly scope: readonly string[] | undefined;
  readonly calls: string[];
  readonly within: (institutions: readonly string[]) => World;
}

const world = (calls: string[] = [], scope?: readonly string[]): World => ({
  calls,
  scope,
  within: (institutions) => world(calls, institutions),
});

const columns = (asked: AskedColumns): string => [...(asked ?? ['all'])].sort().join(' ');
const ofScope = ({ scope }: World) =>
  ROWS.filter(({ institutionCode }) => scope === undefined || scope.includes(institutionCode));
const told = (context: World, call: string, asked?: AskedColumns): void => {
  context.calls.push([call, ...(context.scope ?? []), columns(asked)].join(' '));
};

const RESOLVERS: Readonly<Record<string, object>> = {
  'Query.rows': root(async (_args: object, context: World, asked) => {
    told(context, 'rows', asked);
    return ofScope(context);
  }),
  'Query.units': root(async (_args: object, context: World, asked) => {
    told(context, 'units', asked);
    return ['C0', 'C1', 'C2'].map((code) => ({ code }));
  }),
  'Query.persons': root(async (_args: object, context: World, asked) => {
    told(context, 'persons', asked);
    return PIDS.map((pid) => ({ pid, name: `name of ${pid}` }));
  }),
  'Query.strict': root(async () => ROWS[0]),
  'Institution.size': batch(['code'], async (units: readonly { code: string }[], _args, context: World) => {
    told(context, `size ${units.map(({ code }) => code).join()}`);
    return units.map(() => 7);
  }),
  'Person.rows': batch(['pid'], async (persons: readonly { pid: string }[], _args, context: World, asked) => {
    told(context, 'rows of persons', asked);
    return persons.map(({ pid }) => ofScope(context).filter((row) => row.pid === pid));
  }),
  'Row.person': reading(['pid'], ({ pid }: { pid: string }) => ({ pid })),
  'Row.institution': reading(['institutionCode'], (row: { institutionCode: string }) => ({
    code: row.institutionCode,
  })),
};

const found = Object.assign(() => undefined, {
  many: async (persons: readonly { pid: string }[], context: World, asked: AskedColumns) => {
    told(context, 'persons again', asked);
    const pids = new Set(ofScope(context).map(({ pid }) => pid));
    return persons.map(({ pid }) => (pids.has(pid) ? { pid, name: `name of ${pid}` } : { pid }));
  },
});

const wired = (): GraphQLSchema => {
  const schema = buildSchema(SDL);
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type))
      for (const field of Object.values(type.getFields()))
        Object.assign(field, { resolve: RESOLVERS[`${type.name}.${field.name}`] });
  const person = schema.getType('Person');
  if (isObjectType(person)) person.extensions = { apollo: { subgraph: { resolveReference: found } } };
  return guardSchema(schema);
};

const schema = wired();

const ask = async (
  text: string,
  decisions: Readonly<Record<string, Decision>>,
  { isRecorded }: Pick<Guarding, 'isRecorded'> = {},
) => {
  const calls: string[] = [];
  const guarding = { owner: 'finance', guard: writtenGuard(decisions), isRecorded };
  const answer = await compileOperation(schema, text)({}, world(calls), guarding);
  const errors = (answer.errors ?? []).map(({ path = [], extensions: { code, coordinate, reason } }) =>
    [path.join('.'), code, coordinate, reason].filter((part) => part !== undefined).join(' '),
  );
  return { answer, data: JSON.parse(JSON.stringify(answer.data)), errors, calls };
};

const MISSING: Decision = { kind: 'REFUSED', reason: 'AGREEMENT_MISSING' };
const scoped = (...institutions: string[]): Decision => ({ kind: 'SCOPED', institutions });

it('gives null for a refused field, says so once, and reads nothing for it', async () => {
  const { data, errors, calls } = await ask('{ rows { gross month } }', { 'Row.gross': MISSING });
  expect(data.rows).toEqual(ROWS.map(({ month }) => ({ gross: null, month })));
  expect(errors).toEqual(['rows.0.gross SHARING_REFUSED Row.gross AGREEMENT_MISSING']);
  expect(calls).toEqual(['rows month']);
});

it('calls no resolver of a refused field', async () => {
  const { data, errors, calls } = await ask('{ rows { gross } }', { 'Query.rows': MISSING });
  expect(data).toEqual({ rows: null });
  expect(errors).toEqual(['rows SHARING_REFUSED Query.rows AGREEMENT_MISSING']);
  expect(calls).toEqual([]);
});

it('says what to do next in both languages', async () => {
  const { answer } = await ask('{ rows { gross } }', {
    'Query.rows': { kind: 'REFUSED', reason: 'PURPOSE_MISSING' },
  });
  expect(answer.errors?.[0]?.extensions).toMatchObject({
    owner: 'finance',
    apply: expect.stringContaining('x-purpose'),
    applyZh: expect.stringContaining('x-purpose'),
    zh: expect.stringContaining('finance'),
  });
  const missing = await ask('{ rows { gross } }', { 'Query.rows': MISSING });
  expect(missing.answer.errors?.[0]?.extensions['apply']).toContain('`requestAgreementOfFinance`');
});

it('refuses a field once, where it stands first, however often it is asked for', async () => {
  const { errors } = await ask(
    '{ persons { rows { gross } } late: rows { g: gross } first: rows { gross other: gross } }',
    {
      'Row.gross': MISSING,
    },
  );
  expect(errors).toEqual(['persons.0.rows.0.gross SHARING_REFUSED Row.gross AGREEMENT_MISSING']);
});

it('says nothing of a refused field where there is no object', async () => {
  const { data, errors } = await ask('{ rows { gross } }', { 'Query.rows': scoped(), 'Row.gross': MISSING });
  expect(data).toEqual({ rows: [] });
  expect(errors).toEqual(['rows SHARING_LIMITED Query.rows']);
});

it('takes away what contains a refused field that may not be null', async () => {
  const { data, errors } = await ask('{ strict { month sure } rows { sure } }', { 'Row.sure': MISSING });
  expect(data).toEqual({ strict: null, rows: null });
  expect(errors).toEqual(['strict.sure SHARING_REFUSED Row.sure AGREEMENT_MISSING']);
});

it('loads within the scope, and says that it did', async () => {
  const { data, errors, calls } = await ask('{ rows { gross } }', { 'Query.rows': scoped('C1') });
  expect(data.rows).toEqual([{ gross: 1 }]);
  expect(errors).toEqual(['rows SHARING_LIMITED Query.rows']);
  expect(calls).toEqual(['rows C1 gross']);
});

it('refuses institutions beyond the scope, and asks for the others only', async () => {
  const { data, errors, calls } = await ask('{ units { size } }', { 'Institution.size': scoped('C0', 'C2') });
  expect(data.units).toEqual([{ size: 7 }, { size: null }, { size: 7 }]);
  expect(errors.sort()).toEqual([
    'units.0.size SHARING_LIMITED Institution.size',
    'units.1.size SHARING_REFUSED Institution.size OUT_OF_SCOPE',
  ]);
  expect(calls).toEqual(['units code', 'size C0,C2 C0 C2 all']);
});

it('refuses what comes with rows of institutions beyond its scope', async () => {
  const { data, errors, calls } = await ask('{ rows { gross } }', { 'Row.gross': scoped('C0') });
  expect(data.rows).toEqual([{ gross: 0 }, { gross: null }, { gross: null }]);
  expect(errors.sort()).toEqual([
    'rows.0.gross SHARING_LIMITED Row.gross',
    'rows.1.gross SHARING_REFUSED Row.gross OUT_OF_SCOPE',
  ]);
  expect(calls).toEqual(['rows gross institutionCode']);
});

it('looks at no institution where the rows were read within the scope', async () => {
  const { data, calls } = await ask('{ rows { gross } }', {
    'Query.rows': scoped('C1'),
    'Row.gross': scoped('C1', 'C2'),
  });
  expect(data.rows).toEqual([{ gross: 1 }]);
  expect(calls).toEqual(['rows C1 gross']);
});

it('reads the row of a person again within the scope', async () => {
  const { data, calls } = await ask('{ persons { pid name } }', { 'Person.name': scoped('C1') });
  expect(data.persons.map(({ name }: { name: string | null }) => name)).toEqual([
    null,
    `name of ${PIDS[1] ?? ''}`,
    null,
  ]);
  expect(calls).toEqual(['persons pid', 'persons again C1 name']);
});

it('keeps what is compiled for one guard from another, and from whoever has none', async () => {
  const operation = compileOperation(schema, '{ rows { gross } }');
  const refusing = { owner: 'finance', guard: writtenGuard({ 'Query.rows': MISSING }) };
  const serving = { owner: 'finance', guard: writtenGuard({}) };
  const rows = { rows: ROWS.map(({ gross }) => ({ gross })) };
  for (const [guarding, data] of [
    [undefined, rows],
    [refusing, { rows: null }],
    [serving, rows],
    [undefined, rows],
    [refusing, { rows: null }],
  ] as const)
    expect((await operation({}, world(), guarding)).data).toEqual(data);
});

const RECORDED = { isRecorded: (coordinate: string) => /gross|rows|size|name/.test(coordinate) };

it('tells which fields were served and refused, and whom they touched', async () => {
  const { answer } = await ask(
    '{ rows(code: "C9") { gross month } units { size } }',
    { 'Institution.size': MISSING },
    RECORDED,
  );
  const { accesses, touched } = answer.told ?? { accesses: undefined, touched: [] };
  expect([...(accesses?.served ?? [])]).toEqual(['Query.rows', 'Row.gross']);
  expect([...(accesses?.refused ?? [])]).toEqual([['AGREEMENT_MISSING', new Set(['Institution.size'])]]);
  const [pids, institutionCodes] = [new Set<string>(), new Set<string>()];
  addSubjects({ pids, institutionCodes }, touched);
  expect([...pids].sort()).toEqual(PIDS);
  expect([...institutionCodes].sort()).toEqual(['C0', 'C1', 'C2', 'C9']);
});

it('tells what was out of scope', async () => {
  const { answer } = await ask('{ rows { gross } }', { 'Row.gross': scoped('C0') }, RECORDED);
  expect([...(answer.told?.accesses.refused ?? [])]).toEqual([['OUT_OF_SCOPE', new Set(['Row.gross'])]]);
});

it('tells nothing where accesses are not recorded', async () => {
  const { answer } = await ask('{ rows { gross } }', {});
  expect(answer.told).toBeUndefined();
});
