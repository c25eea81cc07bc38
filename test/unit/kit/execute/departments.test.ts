// Any operation on any department is answered as graphql-js answers it, over invented rows.
import fc from 'fast-check';
import { isObjectType, type GraphQLSchema } from 'graphql';
import { departments } from '../../../../gateway/cli/departments.ts';
import { DEPARTMENT_NAMES } from '../../../../schema/departments.ts';
import { requestContext } from '../../../../subgraphs/kit/graph/context.ts';
import { openSubgraph } from '../../../../subgraphs/kit/graph/subgraph.ts';
import { dice, makeQuestion } from '../../../support/execute/ask.ts';
import { askBoth, askBothGuarded, expectSame, expectSameGuarded } from '../../../support/execute/compare.ts';
import { rolledGuard } from '../../../support/execute/guards.ts';
import { inventedRows } from '../../../support/execute/invented-rows.ts';

const TODAY = '2026-06-15';

const SCALARS: Readonly<Record<string, (roll: (bound: number) => number) => unknown>> = {
  Int: (roll) => (roll(4) === 0 ? 2000 + roll(30) : 1 + roll(3)),
  Date: (roll) => `2025-0${1 + roll(9)}-01`,
  Month: (roll) => `2025-0${1 + roll(9)}`,
  Pid: (roll) => String(roll(10)).repeat(32),
  InstitutionCode: (roll) => `C${roll(9)}`,
  Boolean: (roll) => roll(2) === 0,
};

const scalarOf = (type: string, roll: (bound: number) => number): unknown =>
  SCALARS[type]?.(roll) ?? `text ${roll(9)}`;

/** Entities of a type as other departments mention them; one of them twice. */
const representations = (schema: GraphQLSchema, type: string, seed: number): object[] => {
  const roll = dice(seed);
  const found = schema.getType(type);
  const fields = isObjectType(found) ? found.getFields() : {};
  const key = ['pid', 'code'].find((name) => fields[name] !== undefined && type !== 'Post');
  const one = () => {
    if (key === undefined)
      return { institutionCode: `C${roll(3)}`, title: `text ${roll(7)}`, measure: 'POST' };
    return { [key]: scalarOf(key === 'pid' ? 'Pid' : 'InstitutionCode', roll) };
  };
  const made = Array.from({ length: 1 + roll(5) }, () => ({ __typename: type, ...one() }));
  return [...made, ...made.slice(0, 1)];
};

const entityTypes = (schema: GraphQLSchema): string[] => {
  const union = schema.getType('_Entity');
  return union !== undefined && 'getTypes' in union ? union.getTypes().map(({ name }) => name) : [];
};

describe.each(DEPARTMENT_NAMES)('%s', (name) => {
  const department = departments[name];
  const subgraph = openSubgraph(department, {
    url: 'postgres://nobody@127.0.0.1:1/nothing',
    cipherKey: Buffer.alloc(32),
    today: () => TODAY,
  });
  const { schema } = subgraph;
  afterAll(() => subgraph.close());

  const contextOf = () => {
    const { reader: db } = inventedRows(department, schema);
    const decrypt = (sealed: string): string => {
      if (sealed.endsWith('3')) throw new Error('not sealed here');
      return `11010119900101${sealed.slice(-1)}01X`;
    };
    return requestContext(department.loaders, {
      db,
      today: TODAY,
      decrypt,
      seal: () => '',
      pidOf: () => {
        throw new Error('nobody is registered here');
      },
      asker: undefined,
      write: () => Promise.reject(new Error('nothing is written here')),
      attempt: () => Promise.reject(new Error('nothing is written here')),
    });
  };

  it('answers root fields like graphql-js', () =>
    fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        expectSame(await askBoth(schema, makeQuestion({ schema, seed, scalarOf }), contextOf));
      }),
      { numRuns: 60 },
    ));

  it('answers for entities like graphql-js', () =>
    fc.assert(
      fc.asyncProperty(fc.integer(), fc.constantFrom(...entityTypes(schema)), async (seed, type) => {
        const mentioned = { type, representations: representations(schema, type, seed) };
        expectSame(
          await askBoth(schema, makeQuestion({ schema, seed, scalarOf, depth: 3 }, mentioned), contextOf),
        );
      }),
      { numRuns: 60 },
    ));

  /** The invented institutions that a scope may name. */
  const CODES = ['C0', 'C1', 'C2', 'C3', 'C4'];
  const guardOf = (seed: number) => ({ owner: name, guard: rolledGuard(seed, CODES) });

  it('answers root fields of an asker like graphql-js behind the same guard', () =>
    fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer(), async (seed, guard) => {
        const asked = makeQuestion({ schema, seed, scalarOf, depth: 3 });
        expectSameGuarded(await askBothGuarded(schema, asked, contextOf, guardOf(guard)));
      }),
      { numRuns: 100 },
    ));

  it('answers for entities of an asker like graphql-js behind the same guard', () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer(),
        fc.integer(),
        fc.constantFrom(...entityTypes(schema)),
        async (seed, guard, type) => {
          const mentioned = { type, representations: representations(schema, type, seed) };
          const asked = makeQuestion({ schema, seed, scalarOf, depth: 3 }, mentioned);
          expectSameGuarded(await askBothGuarded(schema, asked, contextOf, guardOf(guard)));
        },
      ),
      { numRuns: 100 },
    ));
});
