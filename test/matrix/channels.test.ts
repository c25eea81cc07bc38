// Ways around a refusal: arguments that choose rows, cursors, totals, keys of others, and what every owner answers.
import { shareClasses } from '../../schema/catalogue.ts';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../schema/departments.ts';
import { departmentSdl } from '../../schema/sdl.ts';
import type { Decision } from '../../subgraphs/kit/sharing/guard.ts';
import { checkCoordinates } from '../../subgraphs/kit/sharing/coordinates.ts';
import { SERVED, writtenGuard } from '../support/execute/guards.ts';
import { valuesOf } from '../support/matrix-check.ts';
import { filterQuestionsOf, type FilterQuestion } from '../support/matrix-filters.ts';
import { openGateways, type MatrixGateway } from '../support/matrix-gateways.ts';
import { questionsOf } from '../support/matrix-questions.ts';
import { openWorld, PID_OF, type World } from '../support/matrix-world.ts';
import { askerOf, purposeFor, viewerWith } from '../support/sharing.ts';

const ASKER = askerOf(
  viewerWith({ subject: 'clerk', department: 'finance', roles: ['clerk'] }),
  purposeFor('finance'),
);
const MISSING: Decision = { kind: 'REFUSED', reason: 'AGREEMENT_MISSING' };
const ONLY_A: Decision = { kind: 'SCOPED', institutions: ['UA'] };
const INTERPRETED = '__type(name: "Query") { name }';
const NOBODY = 'c'.repeat(32);

let world: World;
let gateways: readonly MatrixGateway[];
let decide: (coordinate: string) => Decision = () => SERVED;
let round = 0;

beforeAll(async () => {
  world = await openWorld(() => ({ ...writtenGuard({}), key: String((round += 1)), decide }));
  gateways = await openGateways(world, [ASKER.viewer.subject]);
}, 60_000);
afterAll(async () => {
  await Promise.all(gateways.map(({ close }) => close()));
  await world.close();
});

const ask = async (owner: DepartmentName, query: string, variables: object = {}): Promise<string> => {
  const { data, errors } = await world.departments[owner].ask(query, { ...variables }, ASKER);
  return JSON.stringify({ data, errors });
};
const interpreted = (query: string): string => query.replace('{', `{ ${INTERPRETED} `);
const schemaOf = (owner: DepartmentName) => world.departments[owner].subgraph.schema;
const errorsOf = (text: string): Record<string, unknown>[] =>
  ((JSON.parse(text) as { errors?: { extensions: Record<string, unknown> }[] }).errors ?? []).map(
    ({ extensions }) => extensions,
  );

/** Each way to write a question with the argument. */
const waysOf = ({ query, byVariable, chosen, inFragment, variables }: FilterQuestion): [string, object][] => [
  [query, variables],
  [byVariable, { ...variables, chosen }],
  [inFragment, { ...variables, wanted: true }],
  [interpreted(query), variables],
  [interpreted(byVariable), { ...variables, chosen }],
  [interpreted(inFragment), { ...variables, wanted: true }],
];

describe.each(DEPARTMENT_NAMES)('%s', (owner) => {
  it('refuses a field with an argument that chooses by a refused one', async () => {
    const wrong: string[] = [];
    expect(filterQuestionsOf(schemaOf(owner)).length).toBeGreaterThan(5);
    for (const question of filterQuestionsOf(schemaOf(owner)))
      for (const refused of question.coordinates) {
        decide = (coordinate) => (coordinate === refused ? MISSING : SERVED);
        for (const [text, variables] of waysOf(question)) {
          const answer = await ask(owner, text, variables);
          const [error] = errorsOf(answer);
          if (valuesOf(answer, 'it').some((value) => value !== null))
            wrong.push(`${question.itself} answers without ${refused}`);
          if (error?.['coordinate'] !== refused || error['reason'] !== 'AGREEMENT_MISSING')
            wrong.push(`${question.itself} does not say why: ${answer}`);
          if (question.field !== refused && error?.['argument'] !== question.itself)
            wrong.push(`${question.itself} does not say which argument`);
        }
        // An argument that is not given chooses nothing.
        if (question.field === refused) continue;
        for (const text of [question.byVariable, interpreted(question.byVariable)]) {
          const answer = await ask(owner, text, { ...question.variables, chosen: null });
          if (errorsOf(answer).length > 0) wrong.push(`${question.itself} is refused where it is null`);
        }
      }
    expect(wrong.slice(0, 20)).toEqual([]);
  });

  it('limits a field with an argument that chooses by a limited one', async () => {
    const wrong: string[] = [];
    for (const question of filterQuestionsOf(schemaOf(owner)))
      for (const limited of question.coordinates) {
        if (shareClasses(departmentSdl(owner)).get(limited) === 'OPEN') continue;
        decide = (coordinate) => (coordinate === limited ? ONLY_A : SERVED);
        for (const [text, variables] of waysOf(question)) {
          const answer = await ask(owner, text, variables);
          if (!errorsOf(answer).some(({ coordinate }) => coordinate === question.field))
            wrong.push(`${question.itself} does not say that it is limited`);
          const [, other] = valuesOf(answer, 'it');
          const rows = JSON.stringify(valuesOf(answer, 'totalCount'));
          // Both units have one row of everything; an entity out of scope has no answer, or an empty one.
          const shown = Array.isArray(other) ? other.length : typeof other === 'number' ? other : 0;
          if (question.field.startsWith('Query.') && rows !== '[1]' && rows !== '[0]' && rows !== '[2]')
            wrong.push(`${question.itself} counts ${rows}`);
          if (!question.field.startsWith('Query.') && shown > 0)
            wrong.push(`${question.itself} shows ${shown} rows of others`);
        }
      }
    expect(wrong.slice(0, 20)).toEqual([]);
  });

  it('counts only rows in scope, and pages within it', async () => {
    const lists = Object.values(schemaOf(owner).getQueryType()?.getFields() ?? {}).filter(
      ({ name, type }) =>
        String(type).endsWith('Connection') &&
        !/Of(Establishment|Discipline|Organization|Hr|Finance)$/.test(name),
    );
    for (const { name, args } of lists) {
      const month = args.some((arg) => arg.name === 'month') ? 'month: "2026-05", ' : '';
      const text = `{ ${name}(${month}first: 1) { totalCount pageInfo { hasNextPage endCursor } edges { cursor } } }`;
      decide = () => SERVED;
      const [whole] = valuesOf(await ask(owner, text), 'totalCount');
      decide = (coordinate) => (coordinate === `Query.${name}` ? ONLY_A : SERVED);
      for (const way of [text, interpreted(text)]) {
        const answer = await ask(owner, way);
        expect([name, valuesOf(answer, 'totalCount')]).toEqual([name, [Number(whole) / 2]]);
        expect([name, valuesOf(answer, 'hasNextPage')]).toEqual([name, [Number(whole) > 2]]);
      }
    }
    expect(lists.length).toBeGreaterThan(1);
  });

  it('puts nothing of a row into its cursor, and takes none that it did not make for the list', async () => {
    decide = () => SERVED;
    const lists = Object.values(schemaOf(owner).getQueryType()?.getFields() ?? {}).filter(
      ({ name, type }) =>
        String(type).endsWith('Connection') &&
        !/Of(Establishment|Discipline|Organization|Hr|Finance)$/.test(name),
    );
    const cursors = new Map<string, string>();
    const call = (name: string, after: string): string => {
      const month = name === 'payments' ? 'month: "2026-05", ' : '';
      return `{ it: ${name}(${month}first: 1${after === '' ? '' : `, after: ${JSON.stringify(after)}`}) { edges { cursor } } }`;
    };
    for (const { name } of lists) {
      const [cursor] = valuesOf(await ask(owner, call(name, '')), 'cursor');
      const plain = Buffer.from(String(cursor), 'base64url').toString('latin1');
      expect(world.found(plain)).toEqual([]);
      expect(plain).not.toContain(PID_OF.UA);
      cursors.set(name, String(cursor));
      for (const forged of [
        ['1950-01-01', '1'],
        ['1'],
        [PID_OF.UA],
        [PID_OF.UA, '1'],
        ['UA', 'ORGAN', 2025],
      ]) {
        const after = Buffer.from(JSON.stringify(forged)).toString('base64url');
        expect(errorsOf(await ask(owner, call(name, after)))).toMatchObject([{ code: 'CURSOR_INVALID' }]);
      }
    }
    for (const { name } of lists)
      for (const [other, cursor] of cursors) {
        const codes = errorsOf(await ask(owner, call(name, cursor))).map(({ code }) => code);
        expect([name, other, codes]).toEqual([name, other, name === other ? [] : ['CURSOR_INVALID']]);
      }
  });

  it('answers about somebody out of scope as about nobody', async () => {
    for (const decided of [ONLY_A, MISSING]) {
      decide = (coordinate) =>
        shareClasses(departmentSdl(owner)).get(coordinate) === 'OPEN' ? SERVED : decided;
      for (const { direct, variables, type } of questionsOf(schemaOf(owner))) {
        if (variables['of'] === undefined) continue;
        const of = variables['of'] as Readonly<Record<string, string>>[];
        const about = async (text: string, key: string): Promise<string> => {
          const asked = { of: [{ ...of[1], ...(of[1]?.['pid'] === undefined ? {} : { pid: key }) }] };
          return (await ask(owner, text, asked)).replaceAll(key, 'KEY');
        };
        if (of[1]?.['pid'] === undefined) continue;
        for (const text of [direct, interpreted(direct)]) {
          expect([type, await about(text, PID_OF.UB)]).toEqual([type, await about(text, NOBODY)]);
          // The same among others who are in scope.
          const mixed = async (key: string): Promise<string> =>
            (
              await ask(owner, text, { of: [of[0], { ...of[0], pid: key }, of[0], { ...of[0], pid: key }] })
            ).replaceAll(key, 'KEY');
          expect([type, await mixed(PID_OF.UB)]).toEqual([type, await mixed(NOBODY)]);
        }
      }
    }
  });

  it('answers about an institution out of scope as about one that does not exist', async () => {
    decide = (coordinate) =>
      shareClasses(departmentSdl(owner)).get(coordinate) === 'OPEN' ? SERVED : ONLY_A;
    const open = new Set(
      [...shareClasses(departmentSdl(owner))].flatMap(([name, shareClass]) =>
        shareClass === 'OPEN' ? [name] : [],
      ),
    );
    for (const { direct, variables, type, way } of questionsOf(schemaOf(owner))) {
      const of = variables['of'] as Readonly<Record<string, string>>[] | undefined;
      // The register itself is open: who exists is no secret of it.
      if (owner === 'establishment' && type === 'Institution') continue;
      if (of?.[1]?.['code'] === undefined || open.has(way[0] ?? '')) continue;
      const about = async (text: string, code: string): Promise<string> =>
        (await ask(owner, text, { of: [of[0], { ...of[1], code }] })).replaceAll(code, 'CODE');
      for (const text of [direct, interpreted(direct)])
        expect([type, await about(text, 'UB')]).toEqual([type, await about(text, 'UZ')]);
    }
  });

  it('refuses a person by its key in the same words, whoever it is', async () => {
    decide = (coordinate) => (coordinate.startsWith('Query.') ? MISSING : SERVED);
    for (const { name, args } of Object.values(schemaOf(owner).getQueryType()?.getFields() ?? {})) {
      const key = args.find((arg) => ['pid', 'code'].includes(arg.name));
      if (key === undefined || shareClasses(departmentSdl(owner)).get(`Query.${name}`) === 'OPEN') continue;
      const answers = ['UA', 'TUA', PID_OF.UA, NOBODY].filter(
        (value) => (key.name === 'pid') === (value.length === 32),
      );
      const texts = await Promise.all(
        answers.map((value) => ask(owner, `{ ${name}(${key.name}: "${value}") { __typename } }`)),
      );
      expect(new Set(texts).size).toBe(1);
    }
  });

  it('agrees on no root fields at once', () => {
    const classes = shareClasses(departmentSdl(owner));
    for (const coordinate of ['Query.*', 'Mutation.*'])
      expect(() => checkCoordinates(owner, classes, [coordinate])).toThrow(
        expect.objectContaining({ code: 'AGREEMENT_COORDINATE_TOO_WIDE' }),
      );
  });
});

it('refuses arguments through each gateway', async () => {
  decide = (coordinate) =>
    ['Person.status', 'Decision.measure', 'Payment.kind'].includes(coordinate) ? MISSING : SERVED;
  const text = `query ($status: PersonStatus, $from: Month) {
    people(status: ACTIVE) { totalCount }
    others: people(status: $status) { nodes { ...Paid } }
    decisions(measure: ADMIN_WARNING) { totalCount }
    all: decisions { totalCount }
  }
  fragment Paid on Person { payments(kind: BONUS, from: $from) { totalCount } free: payments { totalCount } }`;
  for (const { name, ask: asking } of gateways) {
    const answer = await asking(text, ASKER, { status: null });
    const said = errorsOf(answer).map(
      ({ coordinate, argument }) => `${String(coordinate)} ${String(argument)}`,
    );
    expect([name, said.sort()]).toEqual([
      name,
      [
        'Decision.measure Query.decisions(measure:)',
        'Payment.kind Person.payments(kind:)',
        'Person.status Query.people(status:)',
      ],
    ]);
    expect((JSON.parse(answer) as { data: object }).data).toMatchObject({
      people: null,
      decisions: null,
      all: { totalCount: 2 },
      others: {
        nodes: [
          { payments: null, free: { totalCount: 2 } },
          { payments: null, free: { totalCount: 2 } },
        ],
      },
    });
  }
});
