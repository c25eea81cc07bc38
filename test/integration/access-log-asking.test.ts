// Who may ask an access log what, what is disclosed when, and that what is hidden shows nowhere.
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse, type GraphQLSchema } from 'graphql';
import { departmentSdl } from '../../schema/sdl.ts';
import type { Viewer } from '../../schema/sharing.ts';
import { accessLogResolvers } from '../../subgraphs/kit/access-log/resolvers.ts';
import { openDatabase, type Database } from '../../subgraphs/kit/database/connect.ts';
import { mergeResolvers } from '../../subgraphs/kit/graph/resolvers.ts';
import { access, CODE, openTestLog, PID, type TestLog } from '../support/access-log.ts';

const DAY_MS = 86_400_000;
const NOW = new Date('2026-11-24T00:00:00Z');
const daysAgo = (days: number): Date => new Date(Number(NOW) - days * DAY_MS);
const OTHER = 'cd'.repeat(16);
const OTHER_CODE = '11330100MB0000001X';
const RULE = { id: 'R12', kind: 'STANDING_RULE' } as const;

const viewer = (more: Partial<Viewer>): Viewer => ({
  subject: 'account-1',
  kind: 'person',
  roles: [],
  department: undefined,
  units: [],
  clientId: 'console',
  key: 'test',
  ...more,
});
const director = viewer({ roles: ['director'], department: 'finance' });
const investigator = viewer({ subject: 'account-17', roles: ['investigator'], department: 'discipline' });
const unitOfficer = viewer({ roles: ['unit-hr'], units: [CODE] });

let log: TestLog;
let database: Database;
let schema: GraphQLSchema;

beforeAll(async () => {
  log = await openTestLog();
  database = openDatabase({ url: log.appUrl });
  schema = buildSubgraphSchema([
    {
      typeDefs: parse(departmentSdl('finance')),
      resolvers: mergeResolvers([accessLogResolvers('finance', () => NOW)]) as never,
    },
  ]);
  const writer = log.open();
  const add = (trace: string, more: Parameters<typeof access>[0]): Promise<void> =>
    writer.append(access({ trace, ...more }));
  await add('old investigation', { time: daysAgo(91) });
  await add('rule', { time: daysAgo(5), purpose: RULE, department: 'hr', viewer: 'account-5' });
  await add('investigation', { time: daysAgo(89) });
  await add('other', { time: daysAgo(1), pids: [OTHER], institutionCodes: [OTHER_CODE] });
  await add('refused', { time: daysAgo(2), purpose: null, refusal: 'PURPOSE_MISSING', department: 'hr' });
  // In China the 21st has just begun.
  await add('system', {
    time: new Date('2026-11-20T16:00:00Z'),
    purpose: RULE,
    viewerKind: 'SYSTEM',
    department: null,
  });
});

afterAll(async () => {
  await database.close();
  await log.close();
});

interface Shown {
  readonly traces: readonly string[];
  readonly totalCount: number;
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

const SELECTION = '{ totalCount nodes { trace } pageInfo { hasNextPage endCursor } }';

/** What a viewer is shown, or the code that refuses. */
const ask = async (asker: Viewer | undefined, field: string): Promise<Shown | string> => {
  const { data, errors } = await execute({
    schema,
    document: parse(`{ shown: ${field} ${SELECTION} }`),
    contextValue: {
      db: database.reader(new AbortController().signal),
      asker: asker && { viewer: asker, purpose: null, operation: '', trace: '' },
    },
  });
  if (errors?.[0] !== undefined) return String(errors[0].extensions['code'] ?? errors[0].message);
  const { nodes, totalCount, pageInfo } = Object(data?.['shown']);
  return { traces: nodes.map(({ trace }: { trace: string }) => trace), totalCount, ...pageInfo };
};

const traces = async (asker: Viewer | undefined, field: string): Promise<unknown> => {
  const shown = await ask(asker, field);
  if (typeof shown === 'string') return shown;
  expect(shown.totalCount).toBe(shown.traces.length);
  return shown.traces;
};

const DISCLOSED = ['refused', 'system', 'rule', 'old investigation'];

describe('what the owner is shown', () => {
  it('is all that others did, their investigations only after 90 days and uncounted until then', async () => {
    expect(await traces(director, 'accessesOfFinance')).toEqual(DISCLOSED);
  });

  it('is what touched a person, an institution, or was done by a department', async () => {
    expect(await traces(director, `accessesOfFinance(pid: "${PID}")`)).toEqual(DISCLOSED);
    expect(await traces(director, `accessesOfFinance(pid: "${OTHER}")`)).toEqual([]);
    expect(await traces(director, `accessesOfFinance(institution: "${CODE}")`)).toEqual(DISCLOSED);
    expect(await traces(director, 'accessesOfFinance(department: "hr")')).toEqual(['refused', 'rule']);
    expect(await traces(director, 'accessesOfFinance(department: "discipline")')).toEqual([
      'old investigation',
    ]);
  });

  it('is what happened on days of China, the last one included', async () => {
    const days = 'from: "2026-11-21", to: "2026-11-22"';
    expect(await traces(director, `accessesOfFinance(${days})`)).toEqual(['refused', 'system']);
    expect(await traces(director, 'accessesOfFinance(to: "2026-11-20")')).toEqual([
      'rule',
      'old investigation',
    ]);
  });
});

describe('who is refused', () => {
  it.each([
    ['nobody in particular', undefined, ''],
    ['a clerk of the owner', viewer({ roles: ['clerk'], department: 'finance' }), ''],
    ['a director of another department', viewer({ roles: ['director'], department: 'hr' }), ''],
    [
      'a director of another department who names a third',
      viewer({ roles: ['director'], department: 'hr' }),
      '(department: "discipline")',
    ],
    [
      'a clerk who names the own department',
      viewer({ roles: ['clerk'], department: 'hr' }),
      '(department: "hr")',
    ],
    ['an officer of a unit who names none', unitOfficer, ''],
    ['an officer of a unit who names another', unitOfficer, `(institution: "${OTHER_CODE}")`],
    ['an officer who looks for a person', unitOfficer, `(institution: "${CODE}", pid: "${PID}")`],
    [
      'who has units without being their officer',
      viewer({ units: [CODE], roles: ['clerk'], department: 'hr' }),
      `(institution: "${CODE}")`,
    ],
  ])('%s', async (_, asker, args) => {
    expect(await traces(asker, `accessesOfFinance${args}`)).toBe('ACCESSES_REFUSED');
  });
});

it('shows the HR officer of a unit what touched it and is disclosed', async () => {
  expect(await traces(unitOfficer, `accessesOfFinance(institution: "${CODE}")`)).toEqual(DISCLOSED);
});

it('shows the department that acts all of its own, at once', async () => {
  expect(await traces(investigator, 'accessesOfFinance(department: "discipline")')).toEqual([
    'other',
    'investigation',
    'old investigation',
  ]);
});

it('shows everybody their own, a person not what a system of the same name did', async () => {
  expect(await traces(investigator, 'myAccessesOfFinance')).toEqual([
    'other',
    'refused',
    'investigation',
    'old investigation',
  ]);
  const system = viewer({ subject: 'account-17', kind: 'system' });
  expect(await traces(system, 'myAccessesOfFinance')).toEqual(['system']);
  expect(await traces(director, 'myAccessesOfFinance')).toEqual([]);
  expect(await traces(undefined, 'myAccessesOfFinance')).toBe('ACCESSES_REFUSED');
});

describe('pages', () => {
  it('follow each other, and count the whole list', async () => {
    const pages: unknown[] = [];
    let after = '';
    for (;;) {
      const page = await ask(director, `accessesOfFinance(first: 3${after})`);
      if (typeof page === 'string') throw new Error(page);
      pages.push([page.totalCount, ...page.traces]);
      if (!page.hasNextPage) break;
      after = `, after: "${page.endCursor}"`;
    }
    expect(pages).toEqual([
      [4, 'refused', 'system', 'rule'],
      [4, 'old investigation'],
    ]);
  });

  it('tell nothing about what is hidden: no number of a record is in a cursor or an id', async () => {
    const { data } = await execute({
      schema,
      document: parse('{ accessesOfFinance { edges { cursor node { id time } } } }'),
      contextValue: {
        db: database.reader(new AbortController().signal),
        asker: { viewer: director, purpose: null, operation: '', trace: '' },
      },
    });
    const [{ edges }] = Object.values(Object(data)) as [
      { edges: { cursor: string; node: { id: string; time: string } }[] },
    ];
    for (const { cursor, node } of edges)
      expect(Buffer.from(cursor, 'base64url').toString()).toBe(`${Date.parse(node.time)}.${node.id}`);
    expect(edges.every(({ node }) => /^[0-9a-f]{64}$/.test(node.id))).toBe(true);
  });

  it.each(['first: 0', 'first: 1001'])('have their sizes: %s', async (args) => {
    expect(await ask(director, `accessesOfFinance(${args})`)).toBe('PAGE_SIZE_OUT_OF_RANGE');
  });

  it.each(['1 or true', Buffer.from('5').toString('base64url'), ''])(
    'begin behind no cursor of somebody else: %p',
    async (after) => {
      expect(await ask(director, `accessesOfFinance(after: "${after}")`)).toBe('CURSOR_INVALID');
    },
  );
});
