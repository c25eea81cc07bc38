import path from 'node:path';
import { readOperations, type Operation } from '../../gateway/web/console/operations.ts';
import { DEPARTMENT_NAMES } from '../../schema/departments.ts';
import { SCHEMA_DIRECTORY } from '../../schema/sdl.ts';
import { generateDistrict } from '../../subgraphs/demo/generate.ts';
import { UNTIL } from '../support/demo/district.ts';
import { plantDistrict } from '../../subgraphs/demo/plant/plant.ts';
import { CIPHER_KEY } from '../support/department.ts';
import { startGraph, type GraphAnswer, type TestGraph } from '../support/graph.ts';

const { operations, problems } = readOperations(path.join(SCHEMA_DIRECTORY, 'operations'));

let inProcess: TestGraph;
let remote: TestGraph;

const plant = async ({ departments }: TestGraph): Promise<void> => {
  const district = generateDistrict({
    people: 6000,
    seed: 1,
    until: UNTIL,
    pidKey: CIPHER_KEY,
    identityKey: CIPHER_KEY,
  });
  const targets = DEPARTMENT_NAMES.map((name) => [name, { connectionString: departments[name].ownerUrl }]);
  await plantDistrict({ district, targets: Object.fromEntries(targets) });
};

beforeAll(async () => {
  [inProcess, remote] = await Promise.all([startGraph('in-process'), startGraph('remote')]);
  await Promise.all([inProcess, remote].map(plant));
});
afterAll(() => Promise.all([inProcess.close(), remote.close()]));

const put = (graph: TestGraph, { document, variables }: Operation): Promise<GraphAnswer> =>
  graph.ask(document, variables);

/** Record numbers and times of registration differ between two databases; nothing else may. */
const comparable = (answer: GraphAnswer): unknown =>
  JSON.parse(JSON.stringify(answer), (key, value: unknown) =>
    key === 'id' || key === 'registeredAt' ? '' : value,
  );

it('has no stored operation that the console cannot show', () => {
  expect(problems).toEqual([]);
  expect(operations.length).toBeGreaterThanOrEqual(10);
});

it.each(operations.map((operation) => [operation.id, operation] as const))(
  'answers %s on the demo district, in-process and remote alike',
  async (_, operation) => {
    const answer = await put(inProcess, operation);
    expect(answer.errors).toBeUndefined();
    expect(Object.values(answer.data ?? {})).not.toContain(null);
    expect(comparable(await put(remote, operation))).toEqual(comparable(answer));
  },
);

it('sends one SQL statement for each loader that the linked query uses', async () => {
  const linked = operations.find(({ id }) => id.includes('people-of-a-unit'));
  if (linked === undefined) throw new Error('the linked query is gone');
  const recorded = DEPARTMENT_NAMES.map((name) => [name, inProcess.departments[name].statements] as const);
  for (const [, statements] of recorded) statements.length = 0;
  await put(inProcess, linked);
  // institution and its seats; decisions; appointments; people; payments
  expect(Object.fromEntries(recorded.map(([name, statements]) => [name, statements.length]))).toEqual({
    establishment: 2,
    discipline: 1,
    organization: 1,
    hr: 1,
    finance: 1,
  });
});
