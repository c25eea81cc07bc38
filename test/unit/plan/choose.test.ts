import { choosePlanner } from '../../../gateway/plan/choose.ts';

const HEAD = `schema
  @link(url: "https://specs.apollo.dev/link/v1.0")
  @link(url: "https://specs.apollo.dev/join/v0.3", for: EXECUTION) { query: Query }`;

describe('choosing the planner of a supergraph', () => {
  it.each([
    ['its query type is not there', `${HEAD} type Person { name: String }`],
    ['it names no query type', 'schema { mutation: Person } type Person { name: String }'],
    ['it has nothing', 'scalar Date'],
  ])('refuses one of which nothing can be asked: %s', (_, sdl) => {
    const fallback = jest.fn();
    expect(() => choosePlanner(sdl, undefined, fallback)).toThrow(
      expect.objectContaining({
        code: 'COMPOSITION_FAILED',
        message: expect.stringContaining('has no query type') as string,
      }),
    );
    expect(fallback).not.toHaveBeenCalled();
  });
});
