import { ownFieldsSdl } from '../compose/read.ts';
import { catalogueOver } from './catalogue.ts';
import { explainOver } from './explain/explain.ts';
import type { compareOver } from '../oversight/compare/field.ts';
import type { deedsOver } from '../oversight/deed/field.ts';
import type { forecastOver } from '../oversight/forecast/field.ts';
import type { RuleDesk } from '../oversight/desk/field.ts';
import type { CommandChecks, OwnFields, OwnResolvers, ServedGraph } from './own-fields.ts';
import { viewer } from './viewer.ts';

const NAMES: ReadonlySet<string> = new Set([
  'viewer',
  'catalogue',
  'explainAccess',
  'compareCounts',
  'staffingForecast',
  'checkRule',
  'tryRule',
  'backTestRule',
  'mayAppoint',
  'mayHire',
  'mayPay',
  'mayPromote',
]);

/** Made when somebody first asks: a start does not wait for the rules. */
const whenAsked = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
};

const compareWhenAsked = (graph: ServedGraph): ReturnType<typeof compareOver> => {
  const compare = whenAsked(async () => (await import('../oversight/compare/field.ts')).compareOver(graph));
  return async (asked, client) => (await compare())(asked, client);
};

type Deeds = ReturnType<typeof deedsOver>;

const deedFields = (graph: ServedGraph): OwnResolvers => {
  const deeds = whenAsked(async () => (await import('../oversight/deed/field.ts')).deedsOver(graph));
  return {
    mayAppoint: async (...asked: Parameters<Deeds['mayAppoint']>) => (await deeds()).mayAppoint(...asked),
    mayHire: async (...asked: Parameters<Deeds['mayHire']>) => (await deeds()).mayHire(...asked),
    mayPay: async (...asked: Parameters<Deeds['mayPay']>) => (await deeds()).mayPay(...asked),
    mayPromote: async (...asked: Parameters<Deeds['mayPromote']>) => (await deeds()).mayPromote(...asked),
  };
};

const forecastWhenAsked = (graph: ServedGraph): ReturnType<typeof forecastOver> => {
  const ahead = whenAsked(async () => (await import('../oversight/forecast/field.ts')).forecastOver(graph));
  return async (asked, client) => (await ahead())(asked, client);
};

type DeskWhenAsked = () => Promise<RuleDesk>;

const deskFields = (desk: DeskWhenAsked): OwnResolvers => ({
  checkRule: async (...asked: Parameters<RuleDesk['check']>) => (await desk()).check(...asked),
  tryRule: async (...asked: Parameters<RuleDesk['try']>) => (await desk()).try(...asked),
  backTestRule: async (...asked: Parameters<RuleDesk['backTest']>) => (await desk()).backTest(...asked),
});

const deskChecks = (desk: DeskWhenAsked): CommandChecks => ({
  saveRule: async (...command: Parameters<RuleDesk['keep']>) => (await desk()).keep(...command),
});

/**
 * Who asks, what is shared, what would become of a question, how counts compare, what lies ahead, the desk at which rules
 * are written, and what rules say to a deed before it is done: `schema/gateway.graphql`. `today` is the day of today,
 * YYYY-MM-DD.
 */
export const accessFields = (today: () => string): OwnFields => {
  const desks = new WeakMap<ServedGraph, DeskWhenAsked>();
  const deskOver = (graph: ServedGraph): DeskWhenAsked => {
    const desk =
      desks.get(graph) ??
      whenAsked(async () => (await import('../oversight/desk/field.ts')).ruleDesk(graph, today));
    desks.set(graph, desk);
    return desk;
  };
  return {
    sdl: ownFieldsSdl(),
    resolversOf: (graph) => ({
      viewer,
      catalogue: catalogueOver(graph.supergraphSdl),
      explainAccess: explainOver(graph, NAMES),
      compareCounts: compareWhenAsked(graph),
      staffingForecast: forecastWhenAsked(graph),
      ...deskFields(deskOver(graph)),
      ...deedFields(graph),
    }),
    checksOf: (graph) => deskChecks(deskOver(graph)),
  };
};
