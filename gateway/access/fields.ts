import { ownFieldsSdl } from '../compose/read.ts';
import { compareOver } from '../oversight/compare/field.ts';
import { catalogueOver } from './catalogue.ts';
import { explainOver } from './explain/explain.ts';
import type { OwnFields } from './own-fields.ts';
import { viewer } from './viewer.ts';

const NAMES: ReadonlySet<string> = new Set(['viewer', 'catalogue', 'explainAccess', 'compareCounts']);

/** Who asks, what is shared, what would become of a question, and how counts compare: `schema/gateway.graphql`. */
export const accessFields = (): OwnFields => ({
  sdl: ownFieldsSdl(),
  resolversOf: (graph) => ({
    viewer,
    catalogue: catalogueOver(graph.supergraphSdl),
    explainAccess: explainOver(graph, NAMES),
    compareCounts: compareOver(graph),
  }),
});
