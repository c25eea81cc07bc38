// Hive Gateway with its own planner, or with the one in Rust. Environment: `HIVE_PLANNER`, `js` or `rust`.
import { defineConfig } from '@graphql-hive/gateway';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';

const planner = process.env.HIVE_PLANNER === 'rust' ? { unifiedGraphHandler } : { jit: true };

export const gatewayConfig = defineConfig({ logging: false, ...planner });
