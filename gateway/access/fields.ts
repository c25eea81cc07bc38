import { ownFieldsSdl } from '../compose/read.ts';
import { catalogueOver } from './catalogue.ts';
import { explainOver } from './explain/explain.ts';
import type { OwnFields } from './own-fields.ts';
import { viewer } from './viewer.ts';

const NAMES: ReadonlySet<string> = new Set(['viewer', 'catalogue', 'explainAccess']);

/** Who asks, what is shared, and what would become of a question: `schema/gateway.graphql`. */
export const accessFields = (): OwnFields => ({
  sdl: ownFieldsSdl(),
  resolversOf: (graph) => ({
    viewer,
    catalogue: catalogueOver(graph.supergraphSdl),
    explainAccess: explainOver(graph, NAMES),
  }),
});
