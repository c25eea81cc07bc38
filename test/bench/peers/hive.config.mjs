// Hive Gateway with its own planner, or with the one in Rust. Environment: `HIVE_PLANNER`, `js` or `rust`; `HANDED_ON`,
// a header of the client that the subgraphs get, too.
import { defineConfig } from '@graphql-hive/gateway';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';

const planner = process.env.HIVE_PLANNER === 'rust' ? { unifiedGraphHandler } : { jit: true };
const header = process.env.HANDED_ON;
const propagateHeaders = {
  fromClientToSubgraphs: ({ request }) => ({ [header]: request.headers.get(header) }),
};

export const gatewayConfig = defineConfig({
  logging: false,
  ...planner,
  ...(header === undefined ? {} : { propagateHeaders }),
});
