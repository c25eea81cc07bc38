// The map of the house: which folder may import which. `npm run lint` holds it, `test/unit/map.test.ts` proves that each rule bites.

const DEPARTMENT = '(establishment|discipline|organization|hr|finance)';
const ROOM = `^subgraphs/${DEPARTMENT}/[^/]+`;
/** The parts that only the development tools run: they may use development dependencies. */
const WORKSHOP = ['^gateway/compose/resolver-types\\.ts$', '^gateway/web/[^/]+/(page|build|vite\\.config)'];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'departments-are-islands',
      comment: 'What another department knows is a key in the graph, never an import.',
      severity: 'error',
      from: { path: `^subgraphs/${DEPARTMENT}/` },
      to: { path: `^subgraphs/${DEPARTMENT}/`, pathNot: '^subgraphs/$1/' },
    },
    {
      name: 'kit-knows-no-department',
      comment: 'The kit is what every department is built from.',
      severity: 'error',
      from: { path: '^subgraphs/kit/' },
      to: { path: '^subgraphs/(?!kit/)' },
    },
    {
      name: 'domain-is-pure',
      comment: 'Formulas and state machines import other formulas and types: no GraphQL, no SQL, no clock.',
      severity: 'error',
      from: { path: `${ROOM}/domain(/|\\.ts$)` },
      to: { pathNot: '/domain(/|\\.ts$)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvers-touch-no-database',
      comment: 'Resolvers hand over what loaders read; of a database they know the types and the pages.',
      severity: 'error',
      from: { path: `${ROOM}/resolvers(/|\\.ts$)` },
      to: {
        path: [
          '(^|/)node_modules/(typeorm|pg|pg-copy-streams)/',
          '^subgraphs/kit/(database/(?!pages\\.ts$)|postgres/|import/)',
          `${ROOM}/entities\\.ts$`,
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'gateway-reaches-data-by-graphql',
      comment: 'Only the command line wires departments; the gateway itself knows a subgraph by its type.',
      severity: 'error',
      from: { path: '^gateway/', pathNot: '^gateway/cli/' },
      to: {
        path: ['^subgraphs/', '(^|/)node_modules/(typeorm|pg|pg-copy-streams)/'],
        pathNot: ['^subgraphs/kit/http/', '^subgraphs/kit/graph/subgraph\\.ts$'],
      },
    },
    {
      name: 'only-fetch-knows-subgraphs',
      comment: 'The one place of the gateway that holds a subgraph is its in-process client.',
      severity: 'error',
      from: { path: '^gateway/', pathNot: ['^gateway/cli/', '^gateway/fetch/'] },
      to: { path: '^subgraphs/kit/graph/' },
    },
    {
      name: 'a-department-is-its-main',
      comment: 'The command line sees a department as one value, never its rooms.',
      severity: 'error',
      from: { path: '^gateway/cli/' },
      to: { path: `^subgraphs/${DEPARTMENT}/`, pathNot: `^subgraphs/${DEPARTMENT}/main\\.ts$` },
    },
    {
      name: 'contracts-stand-alone',
      comment: 'What two processes agree on depends on neither.',
      severity: 'error',
      from: { path: '^schema/' },
      to: { path: '^(gateway|subgraphs)/' },
    },
    {
      name: 'subgraphs-know-no-gateway',
      comment: 'A department serves whoever speaks GraphQL.',
      severity: 'error',
      from: { path: '^subgraphs/' },
      to: { path: '^gateway/' },
    },
    {
      name: 'demo-is-planted-by-the-command-line',
      comment: 'The product never leans on demonstration data.',
      severity: 'error',
      from: { path: '^(gateway|subgraphs|schema)/', pathNot: ['^gateway/cli/', '^subgraphs/demo/'] },
      to: { path: '^subgraphs/demo/' },
    },
    {
      name: 'code-never-imports-tests',
      comment: 'Tests lean on code.',
      severity: 'error',
      from: { path: '^(gateway|subgraphs|schema)/' },
      to: { path: '^test/' },
    },
    {
      name: 'runs-without-development-dependencies',
      comment: 'The product starts after `npm ci --omit=dev`.',
      severity: 'error',
      from: { path: '^(gateway|subgraphs|schema)/', pathNot: WORKSHOP },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'workshop-is-loaded-on-demand',
      comment: 'Else a development dependency would be loaded by every command.',
      severity: 'error',
      from: { path: '^gateway/cli/' },
      to: { path: '^gateway/compose/generate\\.ts$', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-circles',
      comment: 'Types may refer to each other; modules that run may not.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'imports-resolve',
      comment: 'An import that leads nowhere fails only when it is reached.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['\\?worker$', '^virtual:'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/dist/', '^test/(interop|fixtures|bench/peers)/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
