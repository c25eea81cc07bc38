// Each rule of `.dependency-cruiser.cjs` against a small house that breaks it once.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const CONFIG = path.join(ROOT, '.dependency-cruiser.cjs');
const CRUISER = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

const IMPORTS_PG = "import pg from 'pg'; export default pg;";
const OF = (target: string): string => `import { it } from '${target}'; export default it;`;
const TYPE_OF = (target: string): string =>
  `import type { it } from '${target}'; export type It = typeof it;`;
const LEAF = 'export const it = 1;';

/** The house: what is allowed, and in files named `bad-*` what is not. */
const HOUSE: Readonly<Record<string, string>> = {
  'package.json': '{ "dependencies": { "pg": "*" }, "devDependencies": { "vite": "*" } }',
  'node_modules/pg/package.json': '{ "name": "pg", "main": "index.js" }',
  'node_modules/pg/index.js': 'module.exports = {};',
  'node_modules/vite/package.json': '{ "name": "vite", "main": "index.js" }',
  'node_modules/vite/index.js': 'module.exports = {};',

  'schema/errors.ts': LEAF,
  'schema/bad-contract.ts': OF('../gateway/config.ts'),
  'test/support/cluster.ts': LEAF,
  'subgraphs/demo/main.ts': LEAF,
  'subgraphs/kit/graph/subgraph.ts': LEAF,
  'subgraphs/kit/graph/context.ts': LEAF,
  'subgraphs/kit/http/listen.ts': LEAF,
  'subgraphs/kit/database/pages.ts': LEAF,
  'subgraphs/kit/database/connect.ts': IMPORTS_PG,
  'subgraphs/kit/bad-kit.ts': OF('../hr/main.ts'),
  'subgraphs/kit/bad-test.ts': OF('../../test/support/cluster.ts'),

  'subgraphs/hr/main.ts': OF('./people/loaders.ts'),
  'subgraphs/hr/bad-island.ts': OF('../finance/main.ts'),
  'subgraphs/hr/bad-server.ts': OF('../../gateway/config.ts'),
  'subgraphs/hr/bad-circle.ts': OF('./bad-circle-too.ts'),
  'subgraphs/hr/bad-circle-too.ts': `${OF('./bad-circle.ts')} export const it = 1;`,
  'subgraphs/hr/bad-nowhere.ts': OF('./nowhere.ts'),
  'subgraphs/hr/circle-of-types.ts': TYPE_OF('./circle-of-types-too.ts'),
  'subgraphs/hr/circle-of-types-too.ts': `${OF('./circle-of-types.ts')} export const it = 1;`,
  'subgraphs/hr/people/loaders.ts': LEAF,
  'subgraphs/hr/people/entities.ts': LEAF,
  'subgraphs/hr/people/domain.ts': TYPE_OF('./entities.ts'),
  'subgraphs/hr/people/resolvers.ts': `${OF('../../kit/database/pages.ts')} ${TYPE_OF('./entities.ts')} import './loaders.ts';`,
  'subgraphs/hr/bad-domain/domain.ts': OF('../people/loaders.ts'),
  'subgraphs/hr/bad-pool/resolvers.ts': IMPORTS_PG,
  'subgraphs/hr/bad-connect/resolvers.ts': OF('../../kit/database/connect.ts'),
  'subgraphs/hr/bad-entity/resolvers.ts': OF('../people/entities.ts'),
  'subgraphs/finance/main.ts': LEAF,

  'gateway/config.ts': LEAF,
  'gateway/main.ts': `${OF('../subgraphs/kit/http/listen.ts')} import './config.ts';`,
  'gateway/compose/generate.ts': LEAF,
  'gateway/compose/resolver-types.ts': "import 'vite';",
  'gateway/fetch/in-process.ts': OF('../../subgraphs/kit/graph/subgraph.ts'),
  'gateway/fetch/bad-database.ts': OF('../../subgraphs/kit/database/connect.ts'),
  'gateway/shape/bad-rows.ts': IMPORTS_PG,
  'gateway/shape/bad-subgraph.ts': OF('../../subgraphs/kit/graph/subgraph.ts'),
  'gateway/cli/house.ts': `${OF('../../subgraphs/hr/main.ts')} import '../../subgraphs/kit/database/connect.ts';`,
  'gateway/cli/compose.ts': "export const it = () => import('../compose/generate.ts');",
  'gateway/cli/plant.ts': OF('../../subgraphs/demo/main.ts'),
  'gateway/cli/bad-room.ts': OF('../../subgraphs/hr/people/loaders.ts'),
  'gateway/cli/bad-workshop.ts': OF('../compose/generate.ts'),
  'gateway/cli/bad-tool.ts': "import 'vite';",
  'gateway/bad-demo.ts': OF('../subgraphs/demo/main.ts'),
};

const EXPECTED = [
  'a-department-is-its-main: gateway/cli/bad-room.ts',
  'code-never-imports-tests: subgraphs/kit/bad-test.ts',
  'contracts-stand-alone: schema/bad-contract.ts',
  'demo-is-planted-by-the-command-line: gateway/bad-demo.ts',
  'departments-are-islands: subgraphs/hr/bad-island.ts',
  'domain-is-pure: subgraphs/hr/bad-domain/domain.ts',
  'gateway-reaches-data-by-graphql: gateway/bad-demo.ts',
  'gateway-reaches-data-by-graphql: gateway/fetch/bad-database.ts',
  'gateway-reaches-data-by-graphql: gateway/shape/bad-rows.ts',
  'imports-resolve: subgraphs/hr/bad-nowhere.ts',
  'kit-knows-no-department: subgraphs/kit/bad-kit.ts',
  'no-circles: subgraphs/hr/bad-circle-too.ts',
  'only-fetch-knows-subgraphs: gateway/shape/bad-subgraph.ts',
  'resolvers-touch-no-database: subgraphs/hr/bad-connect/resolvers.ts',
  'resolvers-touch-no-database: subgraphs/hr/bad-entity/resolvers.ts',
  'resolvers-touch-no-database: subgraphs/hr/bad-pool/resolvers.ts',
  'runs-without-development-dependencies: gateway/cli/bad-tool.ts',
  'subgraphs-know-no-gateway: subgraphs/hr/bad-server.ts',
  'workshop-is-loaded-on-demand: gateway/cli/bad-workshop.ts',
];

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
}

const build = (house: string): void => {
  for (const [file, text] of Object.entries(HOUSE)) {
    mkdirSync(path.join(house, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(house, file), text);
  }
};

const cruise = (house: string): string[] => {
  const args = [
    CRUISER,
    '--config',
    CONFIG,
    '--output-type',
    'json',
    'gateway',
    'subgraphs',
    'schema',
    'test',
  ];
  const { stdout } = spawnSync(process.execPath, args, { cwd: house, encoding: 'utf8' });
  const violations: readonly Violation[] = JSON.parse(stdout).summary.violations;
  return violations.map(({ rule, from }) => `${rule.name}: ${from}`).sort();
};

describe('the map of the house', () => {
  const house = mkdtempSync(path.join(tmpdir(), 'fournets-map-'));
  let violations: string[];

  beforeAll(() => {
    build(house);
    violations = cruise(house);
  });
  afterAll(() => rmSync(house, { recursive: true }));

  it('reports every planted violation and nothing else', () => {
    expect(violations).toEqual(EXPECTED);
  });

  it('has a planted violation for every rule', () => {
    const { forbidden } = createRequire(__filename)(CONFIG);
    const planted = new Set(EXPECTED.map((line) => line.split(':')[0]));
    expect(forbidden.map(({ name }: { name: string }) => name).sort()).toEqual([...planted].sort());
  });
});
