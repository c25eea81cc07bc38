// Faults of Apollo's planner, each by its name: with Hive's the answer is right, with Apollo's it is right or refused,
// and the stock gateway shows that the question can tell.
import type { PlannerName } from '../../../gateway/plan/choose.ts';
import {
  REFUSED,
  startSupergraph,
  type Answer,
  type Engine,
  type SupergraphFixture,
  type TestSupergraph,
} from '../../support/supergraph.ts';
import { oneBy } from '../../support/supergraph-rows.ts';
import type { Row } from '../../support/supergraph-subgraph.ts';

interface PlannerFault {
  readonly name: string;
  readonly fixture: SupergraphFixture;
  readonly question: string;
  /** What is right with each planner. */
  readonly right: Readonly<Record<PlannerName, Answer>>;
}

/** A post has two keys; the subgraph that pays knows it by one of them only. */
const twoKeys: SupergraphFixture = ({ offend }) => {
  const POSTS = [{ id: 'o1', code: 'c1', grade: 7 }];
  return {
    establishment: {
      sdl: `type Post @key(fields: "id") @key(fields: "code") { id: ID! code: ID! grade: Int! }`,
      resolvers: { Post: { __resolveReference: oneBy(POSTS, 'code', 'id') } },
    },
    finance: {
      sdl: `
        type Query { paid: [Post!]! }
        type Post @key(fields: "id", resolvable: false) @key(fields: "code") {
          id: ID!
          code: ID!
          grade: Int! @external
          pay: Int! @requires(fields: "grade")
        }
      `,
      resolvers: {
        Query: { paid: () => POSTS.map(({ id, code }) => ({ id, code })) },
        Post: {
          __resolveReference: (key: Row) => {
            if (key['code'] === undefined) offend('finance was asked for a post without its code');
            return key['code'] === undefined ? null : key;
          },
          pay: ({ grade }: Row) => Number(grade) * 10,
        },
      },
    },
  };
};

/** One subgraph knows no implementation of a person, the other no way in: nobody can answer what the head is paid. */
const noWayIn: SupergraphFixture = () => ({
  hr: {
    sdl: `
      type Query { head: Person staff: Int! }
      interface Person @key(fields: "pid") { pid: ID! }
    `,
    resolvers: { Query: { head: () => ({ __typename: 'Person', pid: 'p1' }), staff: () => 3 } },
  },
  finance: {
    sdl: `
      type Query { payee: Person! }
      type Person @interfaceObject @key(fields: "pid", resolvable: false) { pid: ID! paid: Int! }
    `,
    resolvers: { Query: { payee: () => ({ pid: 'p1', paid: 7 }) } },
  },
});

const quotas: SupergraphFixture = ({ offend }) => {
  const required =
    (year: number) =>
    ({ quota }: Row) => {
      if (quota !== year) offend(`finance got the quota of ${quota} instead of ${year}`);
      return quota;
    };
  return {
    establishment: {
      sdl: `
        type Query { post: Post! }
        type Post @key(fields: "id") { id: ID! quota(year: Int!): Int! }
      `,
      resolvers: {
        Query: { post: () => ({ id: 'o1' }) },
        Post: { quota: (_: Row, { year }: Row) => year },
      },
    },
    finance: {
      sdl: `
        type Post @key(fields: "id") {
          id: ID!
          quota(year: Int!): Int! @external
          now: Int! @requires(fields: "quota(year: 2026)")
          past: Int! @requires(fields: "quota(year: 2020)")
        }
      `,
      resolvers: { Post: { now: required(2026), past: required(2020) } },
    },
  };
};

/** One computed field requires another of the subgraph that is the root, which requires a third. */
const chain: SupergraphFixture = () => ({
  hr: {
    sdl: `type Post @key(fields: "id") { id: ID! grade: Int! }`,
    resolvers: { Post: { grade: () => 7 } },
  },
  finance: {
    sdl: `
      type Query { dearest: Post! }
      type Post @key(fields: "id") { id: ID! grade: Int! @external pay: Int! @requires(fields: "grade") }
    `,
    resolvers: {
      Query: { dearest: () => ({ id: 'o1' }) },
      Post: { pay: ({ grade }: Row) => Number(grade) * 10 },
    },
  },
  organization: {
    sdl: `
      type Post @key(fields: "id") { id: ID! pay: Int! @external verdict: String! @requires(fields: "pay") }
    `,
    resolvers: { Post: { verdict: ({ pay }: Row) => `earns ${pay}` } },
  },
});

/** Two kinds of matters, with persons of whom different things are asked under one name. */
const twoKinds: SupergraphFixture = () => ({
  discipline: {
    sdl: `
      type Query { docket: [Matter!]! }
      union Matter = Decision | Document
      type Decision { author: Person! }
      type Document { owner: Person! }
      type Person @key(fields: "pid") { pid: ID! }
    `,
    resolvers: {
      Query: {
        docket: () => [
          { __typename: 'Decision', author: { pid: 'p1' } },
          { __typename: 'Document', owner: { pid: 'p1' } },
        ],
      },
    },
  },
  hr: {
    sdl: `type Person @key(fields: "pid") { pid: ID! rank: Int! }`,
    resolvers: { Person: { rank: () => 7 } },
  },
  finance: {
    sdl: `type Person @key(fields: "pid") { pid: ID! debts: Int! }`,
    resolvers: { Person: { debts: () => 100 } },
  },
});

const answered = (data: object): PlannerFault['right'] => ({ hive: { data }, apollo: { data } });
const refusedByApollo = (data: object): PlannerFault['right'] => ({ hive: { data }, apollo: REFUSED });
const refusedByBoth: PlannerFault['right'] = { hive: REFUSED, apollo: REFUSED };

const FAULTS: readonly PlannerFault[] = [
  {
    name: 'it uses a key marked `resolvable: false` to enter a subgraph',
    fixture: twoKeys,
    question: '{ paid { pay } }',
    right: refusedByApollo({ paid: [{ pay: 70 }] }),
  },
  {
    name: 'it returns an empty plan on a non-resolvable interface object',
    fixture: noWayIn,
    question: '{ head { paid } }',
    right: refusedByBoth,
  },
  {
    name: 'it leaves a non-resolvable interface object out of a plan that has more',
    fixture: noWayIn,
    question: '{ staff payee { paid } head { paid } }',
    right: refusedByBoth,
  },
  {
    name: 'it gives a required field the client\u2019s arguments, or the client its arguments, where both use one response key',
    fixture: quotas,
    question: '{ post { now quota(year: 1999) } }',
    right: refusedByApollo({ post: { now: 2026, quota: 1999 } }),
  },
  {
    name: 'it collapses two `@requires` on one field with different arguments into one',
    fixture: quotas,
    question: '{ post { now past } }',
    right: refusedByApollo({ post: { now: 2026, past: 2020 } }),
  },
  {
    name: 'it asks for a computed field before what it requires, where another field requires it',
    fixture: chain,
    question: '{ dearest { verdict } }',
    right: refusedByApollo({ dearest: { verdict: 'earns 70' } }),
  },
  {
    name: 'it gives an object of one type what a fragment asks of another\u2019s under the same name',
    fixture: twoKinds,
    question:
      '{ docket { ... on Decision { who: author { n: rank } } ... on Document { who: owner { n: debts } } } }',
    right: answered({ docket: [{ who: { n: 7 } }, { who: { n: 100 } }] }),
  },
];

const ENGINES: readonly Engine[] = ['hive', 'apollo', 'stock'];

describe.each(FAULTS)('Apollo\u2019s planner: $name', ({ fixture, question, right }) => {
  let graphs: Readonly<Record<Engine, TestSupergraph>>;
  beforeAll(async () => {
    const [hive, apollo, stock] = await Promise.all(
      ENGINES.map((engine) => startSupergraph(fixture, engine)),
    );
    if (hive === undefined || apollo === undefined || stock === undefined) throw new Error('not all started');
    graphs = { hive, apollo, stock };
  });
  afterAll(() => Promise.all(ENGINES.map((engine) => graphs[engine].close())));

  it.each(['hive', 'apollo'] as const)(
    'the answer is right, or none, with the plans of %s',
    async (planner) => {
      expect(await graphs[planner].ask(question)).toEqual(right[planner]);
      expect(graphs[planner].takeOffences()).toEqual([]);
    },
  );

  it('the stock gateway answers it wrongly', async () => {
    expect(await graphs.stock.ask(question)).not.toEqual(right.hive);
  });
});
