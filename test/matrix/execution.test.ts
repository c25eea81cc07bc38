// Every field of every department is asked for in every situation, by all ways that lead to it: what must not be seen
// stands nowhere in the answer.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { shareClasses } from '../../schema/catalogue.ts';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../schema/departments.ts';
import { departmentSdl } from '../../schema/sdl.ts';
import type { Asker } from '../../schema/sharing.ts';
import { coversSchema } from '../../subgraphs/kit/execute/covers.ts';
import { TODAY } from '../support/department.ts';
import { agree } from '../support/matrix-agreements.ts';
import { faultsOf } from '../support/matrix-check.ts';
import { agreementsFor, situatedOf, type Situated } from '../support/matrix-clients.ts';
import { openGateways, type Ask, type MatrixGateway } from '../support/matrix-gateways.ts';
import { verdict, type Agreed } from '../support/matrix-oracle.ts';
import { questionsOf, type Question } from '../support/matrix-questions.ts';
import { openWorld, type World } from '../support/matrix-world.ts';

/** Questions under way at a time: they wait for the database more than they work. */
const AT_A_TIME = 16;

/** What makes a question run by `graphql-js`: introspection is not compiled. */
const INTERPRETED = '__type(name: "Query") { name }';

let world: World;
let gateways: readonly MatrixGateway[];
let agreed: Readonly<Record<DepartmentName, readonly Agreed[]>>;
let questions: Readonly<Record<DepartmentName, readonly Question[]>>;
const classes = Object.fromEntries(
  DEPARTMENT_NAMES.map((name) => [name, shareClasses(departmentSdl(name))]),
) as Readonly<Record<DepartmentName, ReturnType<typeof shareClasses>>>;

const levelsOf = (all: readonly Question[]): number[] => [...new Set(all.map(({ level }) => level))];

const conditionalOf = (owner: DepartmentName, types: readonly string[]): string[] =>
  [...classes[owner]]
    .filter(([coordinate]) => types.includes(coordinate.split('.')[0] ?? ''))
    .map(([coordinate]) => coordinate);

/** What stands in the databases: at each owner what it agreed on, and at HR the list of people that leads to persons. */
const agreementsOf = (owner: DepartmentName): Agreed[] => [
  ...levelsOf(questions[owner]).flatMap((level) => {
    const types = (holds: (other: number) => boolean): string[] =>
      questions[owner].filter((question) => holds(question.level)).map(({ type }) => type);
    const above = conditionalOf(
      owner,
      types((other) => other < level),
    );
    return agreementsFor(
      owner,
      level,
      above,
      conditionalOf(
        owner,
        types((other) => other === level),
      ),
    );
  }),
  ...(owner === 'hr'
    ? DEPARTMENT_NAMES.filter((name) => name !== 'hr').flatMap((name) =>
        levelsOf(questions[name]).flatMap((level) =>
          agreementsFor(name, level, ['Query.people'], []).filter(({ patterns }) => patterns.length > 0),
        ),
      )
    : []),
  {
    consumer: ['UNITS', null],
    kinds: [],
    patterns: [...classes[owner].keys()],
    institutions: null,
    from: '2026-01-01',
    to: null,
    state: 'GRANTED',
  },
];

beforeAll(async () => {
  world = await openWorld();
  const each = <T>(make: (name: DepartmentName) => T): Record<DepartmentName, T> =>
    Object.fromEntries(DEPARTMENT_NAMES.map((name) => [name, make(name)])) as Record<DepartmentName, T>;
  questions = each((name) => questionsOf(world.departments[name].subgraph.schema));
  agreed = each(agreementsOf);
  await Promise.all(
    DEPARTMENT_NAMES.map(async (name) => {
      const db = new pg.Client({ connectionString: world.departments[name].appUrl });
      await db.connect();
      for (const [index, one] of agreed[name].entries()) await agree(db, name, one, `${index}`);
      await db.end();
    }),
  );
  const people = DEPARTMENT_NAMES.flatMap((name) =>
    levelsOf(questions[name]).flatMap((level) =>
      situatedOf(name, level).map(({ asker }) => asker.viewer.subject),
    ),
  );
  gateways = await openGateways(world, [...new Set(people)]);
}, 60_000);

afterAll(async () => {
  await Promise.all(gateways.map(({ close }) => close()));
  await world.close();
});

/** One question of one asker by one way. */
interface Cell {
  readonly engine: string;
  readonly situated: Situated;
  readonly question: Question;
  readonly ask: () => Promise<string>;
  readonly prefix: readonly string[];
}

const directly =
  (owner: DepartmentName): Ask =>
  async (query, asker, variables = {}) => {
    const { data, errors } = await world.departments[owner].ask(query, variables, asker);
    return JSON.stringify({ data, errors });
  };

const cellsOf = (owner: DepartmentName): Cell[] => {
  const ask = directly(owner);
  return questions[owner].flatMap((question, row) =>
    situatedOf(owner, question.level).flatMap((situated, column): Cell[] => {
      const { asker } = situated;
      const cell = (engine: string, prefix: readonly string[], asking: () => Promise<string>): Cell => ({
        engine,
        situated,
        question,
        prefix,
        ask: asking,
      });
      const interpreted = question.direct.replace(/\{/, `{ ${INTERPRETED} `);
      const gateway = gateways[(row + column) % gateways.length]!;
      const cells = [
        cell('compiled', [], () => ask(question.direct, asker, question.variables)),
        cell('interpreted', [], () => ask(interpreted, asker, question.variables)),
        cell(gateway.name, question.prefix, () => gateway.ask(question.gateway, asker)),
      ];
      // By ways that are not the shortest once, by the engines in turn.
      return question.isAnother ? [cells[(row + column) % cells.length]!] : cells;
    }),
  );
};

/** How long a department may take to answer again which did not answer in time: a busy machine decides nothing. */
const BACK_MS = 10_000;
const LOOK_AGAIN_MS = 200;

/** The answer to a question that every department has answered. */
const answered = async (ask: Cell['ask']): Promise<string> => {
  const since = performance.now();
  for (;;) {
    const text = await ask();
    if (!text.includes('"SUBGRAPH_UNAVAILABLE"') || performance.now() - since > BACK_MS) return text;
    await sleep(LOOK_AGAIN_MS);
  }
};

const checked = async (
  owner: DepartmentName,
  { engine, situated, question, ask, prefix }: Cell,
): Promise<string[]> => {
  const { name, asker } = situated;
  const text = await answered(ask);
  const verdicts = new Map<string, string>();
  const judge = (coordinate: string, by: DepartmentName, who: Asker): string =>
    verdict(
      { owner: by, coordinate, shareClass: classes[by].get(coordinate) ?? 'WITHHELD' },
      who,
      agreed[by],
      TODAY,
    );
  for (const coordinate of prefix) verdicts.set(coordinate, judge(coordinate, 'hr', asker));
  const verdictOf = (coordinate: string): string => {
    const known = verdicts.get(coordinate) ?? judge(coordinate, owner, asker);
    verdicts.set(coordinate, known);
    return known;
  };
  return faultsOf(world, { owner, question, way: [...prefix, ...question.way], verdictOf, text }).map(
    (fault) => `${fault} (${engine}, ${question.type}, ${name})`,
  );
};

it.each(DEPARTMENT_NAMES)('%s shows nothing but what was decided', async (owner) => {
  const cells = cellsOf(owner);
  const wrong: string[] = [];
  const waiting = [...cells];
  await Promise.all(
    Array.from({ length: AT_A_TIME }, async () => {
      for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop())
        wrong.push(...(await checked(owner, cell)));
    }),
  );
  const met = cells.reduce((sum, { question }) => sum + question.fields.length, 0);
  const engines = new Set(cells.map(({ engine }) => engine));
  process.stdout.write(
    `matrix: ${owner}: ${questions[owner].length} ways to types asked in ${cells.length} operations over ${engines.size} engines, ${met} fields judged, ${wrong.length} wrong\n`,
  );
  expect(wrong.slice(0, 40)).toEqual([]);
  // Whoever hosts the schema, its questions are compiled: else one engine would have been asked twice.
  expect(coversSchema(world.departments[owner].subgraph.schema)).toBe(true);
});
