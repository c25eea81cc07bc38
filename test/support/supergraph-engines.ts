// The same promises, kept with the plans of each planner.
import { PLANNERS, type PlannerName } from '../../gateway/plan/choose.ts';
import { startSupergraph, type SupergraphFixture, type TestSupergraph } from './supergraph.ts';

const PLANNER_NAMES = Object.keys(PLANNERS) as PlannerName[];

/** The supergraph that a test asks. */
export type Asking = Pick<TestSupergraph, 'ask' | 'asked' | 'events' | 'supergraphSdl'>;

/** Runs the tests of a theme with each planner, and after each looks whether a subgraph was asked what it may not be. */
export const withEachPlanner = (
  theme: string,
  fixture: SupergraphFixture,
  tests: (graph: Asking, planner: PlannerName) => void,
): void => {
  describe.each(PLANNER_NAMES)(`${theme}, planned by %s`, (planner) => {
    const started = { current: undefined as TestSupergraph | undefined };
    const graph = (): TestSupergraph => {
      if (started.current === undefined) throw new Error('the supergraph did not start');
      return started.current;
    };
    beforeAll(async () => {
      started.current = await startSupergraph(fixture, planner);
    });
    afterEach(() => expect(started.current?.takeOffences()).toEqual([]));
    afterAll(() => started.current?.close());
    tests(
      {
        ask: (...question) => graph().ask(...question),
        asked: (subgraph) => graph().asked(subgraph),
        events: () => graph().events(),
        supergraphSdl: () => graph().supergraphSdl(),
      },
      planner,
    );
  });
};
