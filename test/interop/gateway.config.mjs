// Hive Gateway on the committed supergraph; only where the departments are is told from outside.
const urls = JSON.parse(process.env.SUBGRAPH_URLS ?? '{}');

export const gatewayConfig = {
  transportEntries: Object.fromEntries(Object.entries(urls).map(([name, location]) => [name, { location }])),
  logging: 'warn',
};
