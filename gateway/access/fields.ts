import { ownFieldsSdl } from '../compose/read.ts';
import { catalogueOver } from './catalogue.ts';
import { explainOver } from './explain/explain.ts';
import type { compareOver } from '../oversight/compare/field.ts';
import type { OwnFields, ServedGraph } from './own-fields.ts';
import { viewer } from './viewer.ts';

const NAMES: ReadonlySet<string> = new Set(['viewer', 'catalogue', 'explainAccess', 'compareCounts']);

/** Read when somebody first asks: a start does not wait for the rules. */
const compareWhenAsked = (graph: ServedGraph): ReturnType<typeof compareOver> => {
  let ready: Promise<ReturnType<typeof compareOver>> | undefined;
  return async (asked, client) => {
    ready ??= import('../oversight/compare/field.ts').then((field) => field.compareOver(graph));
    return (await ready)(asked, client);
  };
};

/** Who asks, what is shared, what would become of a question, and how counts compare: `schema/gateway.graphql`. */
export const accessFields = (): OwnFields => ({
  sdl: ownFieldsSdl(),
  resolversOf: (graph) => ({
    viewer,
    catalogue: catalogueOver(graph.supergraphSdl),
    explainAccess: explainOver(graph, NAMES),
    compareCounts: compareWhenAsked(graph),
  }),
});
