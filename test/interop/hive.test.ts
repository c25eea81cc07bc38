// The supergraph is plain Federation 2: Hive Gateway gives the same answers on it.
import path from 'node:path';
import { readOperations } from '../../gateway/web/console/operations.ts';
import { DEPARTMENT_NAMES } from '../../schema/departments.ts';
import { generateDistrict } from '../../subgraphs/demo/generate.ts';
import { UNTIL } from '../support/demo/district.ts';
import { plantDistrict } from '../../subgraphs/demo/plant/plant.ts';
import { openDoor } from '../../subgraphs/kit/door/door.ts';
import { serveSubgraph, type ServedSubgraph } from '../../subgraphs/kit/graph/serve.ts';
import { CIPHER_KEY } from '../support/department.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { startHive, type OtherGateway } from './hive.ts';

const { operations } = readOperations(path.join(__dirname, '../../schema/operations'));

const plant = async ({ departments }: TestGraph): Promise<void> => {
  const district = generateDistrict({
    people: 2000,
    seed: 1,
    until: UNTIL,
    pidKey: CIPHER_KEY,
    identityKey: CIPHER_KEY,
  });
  const targets = DEPARTMENT_NAMES.map((name) => [name, { connectionString: departments[name].ownerUrl }]);
  await plantDistrict({ district, targets: Object.fromEntries(targets) });
};

/** The graph keeps its databases open; serving one over HTTP as well does not close it. */
const serve = ({ departments }: TestGraph): Promise<ServedSubgraph[]> =>
  Promise.all(
    DEPARTMENT_NAMES.map((name) =>
      serveSubgraph(
        { ...departments[name].subgraph, close: async () => undefined },
        { host: '127.0.0.1', port: 0, door: openDoor, onInternalError: () => undefined },
      ),
    ),
  );

/** Code of the institution that most people work in. */
const largest = async ({ ask }: TestGraph): Promise<string> => {
  const { data } = await ask('{ institutions(first: 1000) { nodes { code occupied } } }');
  const { nodes } = data?.['institutions'] as { nodes: { code: string; occupied: number }[] };
  return nodes.reduce((most, node) => (node.occupied > most.occupied ? node : most)).code;
};

describe('Hive Gateway on the same supergraph', () => {
  let graph: TestGraph;
  let served: ServedSubgraph[];
  let hive: OtherGateway;
  let code: string;

  beforeAll(async () => {
    graph = await startGraph('in-process');
    await plant(graph);
    code = await largest(graph);
    served = await serve(graph);
    const urls = DEPARTMENT_NAMES.map((name, index) => [name, `${served[index]?.url}/graphql`]);
    hive = await startHive(Object.fromEntries(urls));
  });

  afterAll(async () => {
    await hive?.close();
    await Promise.all((served ?? []).map(({ close }) => close()));
    await graph?.close();
  });

  it.each(operations.map(({ id, document, variables }) => [id, document, variables] as const))(
    'gives the same answer to %s',
    async (_, document, variables) => {
      const values = 'code' in variables ? { ...variables, code } : variables;
      const { data, errors } = await graph.ask(document, values);
      expect(errors).toBeUndefined();
      expect(await hive.ask(document, values)).toEqual({ data });
    },
  );
});
