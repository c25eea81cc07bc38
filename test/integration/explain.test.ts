// An explanation says what execution then does: who is refused what, for every demo viewer.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { buildASTSchema, parse, visit, type GraphQLSchema } from 'graphql';
import { COMMITTED_SUPERGRAPH } from '../../gateway/compose/read.ts';
import { apiSdl } from '../../gateway/compose/supergraph.ts';
import { PARTNER } from '../../gateway/issuer/clients.ts';
import { claimsOf } from '../../gateway/issuer/claims.ts';
import { DEMO_UNIT, PERSON_NAMES } from '../../gateway/issuer/people.ts';
import { readOperations } from '../../gateway/web/console/operations.ts';
import type { DepartmentName } from '../../schema/departments.ts';
import { CodedError } from '../../schema/errors.ts';
import { SCHEMA_DIRECTORY } from '../../schema/sdl.ts';
import type { Asker, Role } from '../../schema/sharing.ts';
import { DEMO_TASKS } from '../../subgraphs/demo/sharing/tasks.ts';
import { operationsOver } from '../conformance/equivalence/operations.ts';
import {
  openExplainedGraph,
  type Asked,
  type Explained,
  type ExplainedGraph,
  type Outcome,
} from '../support/explained.ts';
import { askerOf, purposeFor, viewerWith } from '../support/sharing.ts';

/** Everybody of the demo, without a purpose and for each task that they are on. */
const ASKERS = [...PERSON_NAMES, PARTNER].flatMap((subject): [string, Asker][] => {
  const { roles = [], department, units = [] } = claimsOf(subject) ?? {};
  const system = subject === PARTNER;
  const viewer = viewerWith({
    subject,
    kind: system ? 'system' : 'person',
    roles: roles as Role[],
    department: department as DepartmentName | undefined,
    units,
    clientId: system ? PARTNER : 'console',
  });
  const tasks = DEMO_TASKS.filter(({ people }) => people.includes(subject));
  return [
    [subject, askerOf(viewer)],
    ...tasks.map(({ department: acting, kind, units: about = null }): [string, Asker] => [
      `${subject} ${kind}`,
      askerOf(viewer, purposeFor(acting, { kind, units: about })),
    ]),
  ];
});

let graph: ExplainedGraph;
beforeAll(async () => {
  graph = await openExplainedGraph();
}, 60_000);
afterAll(() => graph.close());

const fieldOf = (coordinate: string): string => coordinate.replace(/\(.*$/, '');
const sorted = (set: ReadonlySet<string>): string[] => [...set].toSorted();

/** What an explanation says of the fields that there was an object for. */
const foretold = (explained: readonly Explained[], { occurrences }: Outcome) => {
  const decisions = new Map(
    explained.map(({ owner, coordinate, decision }) => [`${owner} ${coordinate}`, decision]),
  );
  const [refused, limited, untold] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const { owner, coordinate, given } of occurrences) {
    const field = `${owner} ${coordinate}`;
    const said = [field, ...given.map((name) => `${field}(${name}:)`)].map((key) => decisions.get(key));
    if (said[0] === undefined) untold.add(field);
    if (said.includes('REFUSED')) refused.add(field);
    else if (said.includes('LIMITED')) limited.add(field);
  }
  return { refused, limited, untold };
};

/** What came of it: whole fields that were refused, and fields that were limited. */
const happened = ({ errors }: Outcome, limited: ReadonlySet<string>) => {
  const of = (code: string): string[] =>
    errors.flatMap(({ extensions: { code: own, owner, coordinate, argument, reason } }) => {
      const field = `${String(owner)} ${fieldOf(String(argument ?? coordinate))}`;
      // Of a field that is limited, objects beyond the institutions are refused.
      const isBeyond = code === 'SHARING_REFUSED' && reason === 'OUT_OF_SCOPE' && limited.has(field);
      return own === code && !isBeyond ? [field] : [];
    });
  return { refused: new Set(of('SHARING_REFUSED')), limited: new Set(of('SHARING_LIMITED')) };
};

/** Asks, and holds what happened against what was said. */
const compare = async (asker: Asker, question: Asked): Promise<readonly Explained[]> => {
  const explained = await graph.explain(asker, question);
  const outcome = await graph.ask(asker, question);
  const wanted = foretold(explained, outcome);
  const got = happened(outcome, wanted.limited);
  expect({ question, refused: sorted(got.refused) }).toEqual({ question, refused: sorted(wanted.refused) });
  expect(sorted(got.limited).filter((field) => !wanted.limited.has(field))).toEqual([]);
  expect(sorted(wanted.untold)).toEqual([]);
  expect(explained.filter(({ decision }) => decision === 'UNKNOWN')).toEqual([]);
  return explained;
};

const { operations } = readOperations(path.join(SCHEMA_DIRECTORY, 'operations'));

/** What is not served, by owner and why. */
const summary = (explained: readonly Explained[]): string => {
  const by = new Map<string, string[]>();
  for (const { owner, coordinate, decision, reason } of explained)
    if (decision !== 'SERVED') {
      const key = `${owner} ${reason ?? decision}`;
      by.set(key, [...(by.get(key) ?? []), coordinate]);
    }
  const lines = [...by].map(([key, coordinates]) => `\n    ${key}: ${coordinates.toSorted().join(' ')}`);
  return lines.length === 0 ? 'served' : lines.toSorted().join('');
};

it.each(ASKERS)(
  'foretells the stored questions of %s',
  async (_, asker) => {
    const told: string[] = [];
    for (const { id, document: text, variables } of operations)
      told.push(`${id}: ${summary(await compare(asker, { text, variables }))}`);
    expect(`\n${told.join('\n')}\n`).toMatchSnapshot();
  },
  60_000,
);

it('foretells that an argument is refused which chooses rows by a field that is', async () => {
  const [, clerk] = ASKERS.find(([name]) => name === 'section-clerk STANDING_RULE') ?? [];
  if (clerk === undefined) throw new Error('the clerk has no standing rule');
  const ask = (given: string): Asked => ({
    text: `query ($kind: EmploymentKind) { institution(code: "${DEMO_UNIT}") { all: staff { totalCount } some: staff${given} { totalCount } } }`,
    variables: {},
  });
  const refused = (explained: readonly Explained[]): string[] =>
    explained.flatMap(({ decision, coordinate }) => (decision === 'REFUSED' ? [coordinate] : []));
  expect(refused(await compare(clerk, ask('(kind: PUBLIC_INSTITUTION)')))).toEqual([
    'Institution.staff(kind:)',
  ]);
  expect(refused(await compare(clerk, ask('(kind: $kind)')))).toEqual([]);
});

/** What clients see of the graph, without what every owner answers about its sharing: that is open, for the most part. */
const factsSchema = (): GraphQLSchema =>
  buildASTSchema(
    visit(parse(apiSdl(readFileSync(COMMITTED_SUPERGRAPH, 'utf8'))), {
      FieldDefinition: ({ name }) =>
        /Of(Establishment|Discipline|Organization|Hr|Finance)$/.test(name.value) ? null : undefined,
    }),
  );

/** Random questions, each of somebody. */
const RUNS = 400;

it('foretells random questions of everybody', async () => {
  const scalars = {
    Date: fc.constantFrom('2026-01-31', '2024-02-29'),
    Month: fc.constantFrom('2026-05', '2025-12'),
    Pid: fc.constantFrom(...graph.pids, 'f'.repeat(32)),
    InstitutionCode: fc.constantFrom(DEMO_UNIT, '11330702MB0000000X'),
  };
  let refusals = 0;
  await fc.assert(
    fc.asyncProperty(
      operationsOver(factsSchema(), scalars),
      fc.constantFrom(...ASKERS),
      async (question, [, asker]) => {
        try {
          const explained = await compare(asker, question);
          refusals += explained.filter(({ decision }) => decision === 'REFUSED').length;
        } catch (error) {
          // Beyond the limits nothing is explained, since nothing would be answered.
          const cause = error instanceof Error && 'originalError' in error ? error.originalError : undefined;
          if (!(cause instanceof CodedError) || !/^(QUERY|ALIASES|PLAN)_/.test(cause.code)) throw error;
          fc.pre(false);
        }
      },
    ),
    { numRuns: RUNS },
  );
  expect(refusals).toBeGreaterThan(RUNS);
}, 120_000);
