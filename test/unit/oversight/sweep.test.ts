// Pages over several populations: everybody once, in their order, and nobody read in vain.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { GraphQLError } from 'graphql';
import { COMMITTED_SUPERGRAPH } from '../../../gateway/compose/read.ts';
import type { Ask } from '../../../gateway/oversight/judge/page.ts';
import { rulesOver } from '../../../gateway/oversight/rule/over.ts';
import { EVERYBODY, sweep } from '../../../gateway/oversight/run/sweep.ts';

const PAGING = 'among: $among, after: $after, upTo: $upTo, first: $first, asOf: $asOf';
const RULE = rulesOver(readFileSync(COMMITTED_SUPERGRAPH, 'utf8'))(`
  query R99($among: [Pid!], $after: Pid, $upTo: Pid, $first: Int, $asOf: Date)
  @rule(id: "R99", en: "Anybody", zh: "任何人", severity: AMBER, subject: PERSON, articles: ["—"],
    condition: "person.pid != \\"\\"", says: { en: "Is there.", zh: "存在。" }) {
    employed: personsOfHr(of: EMPLOYED, ${PAGING}) { pid }
    retired: personsOfHr(of: RETIRED, ${PAGING}) { pid }
  }`);

/** Keys that lie evenly, or all behind these first digits. */
const keysOf = (count: number, salt: string, prefix = ''): string[] =>
  Array.from({ length: count }, (_, index) =>
    (prefix + createHash('md5').update(`${salt}${index}`).digest('hex')).slice(0, 32),
  ).sort();

interface Graph {
  readonly ask: Ask;
  /** Keys that pages had, and how many pages there were. */
  readonly given: { keys: number; pages: number };
}

const graphOf = (populations: Readonly<Record<string, readonly string[]>>): Graph => {
  const given = { keys: 0, pages: 0 };
  const ask: Ask = async (_, variables) => {
    const { after, upTo, first } = variables as { after: string | null; upTo: string | null; first: number };
    given.pages += 1;
    const pageOf = (keys: readonly string[]): { pid: string }[] => {
      const page = keys.filter((key) => (after === null || key > after) && (upTo === null || key <= upTo));
      given.keys += Math.min(first, page.length);
      return page.slice(0, first).map((pid) => ({ pid }));
    };
    return {
      data: Object.fromEntries(Object.entries(populations).map(([name, keys]) => [name, pageOf(keys)])),
    };
  };
  return { ask, given };
};

it.each([
  { case: 'all of them', after: null, upTo: null },
  { case: 'a range', after: '3'.repeat(32), upTo: 'b'.repeat(32) },
])('finds everybody once and in order, whatever way keys lie: $case', async ({ after, upTo }) => {
  const some = fc.record({
    count: fc.nat(2600),
    prefix: fc.constantFrom('', '3', '7fffffffffffff', 'ffffff'),
  });
  await fc.assert(
    fc.asyncProperty(some, some, async (one, other) => {
      const employed = keysOf(one.count, 'one', one.prefix);
      const retired = [...keysOf(other.count, 'other', other.prefix), ...employed.slice(0, 5)].sort();
      const { ask } = graphOf({ employed, retired });
      const found: string[] = [];
      let reached = after;
      for await (const { range, judged } of sweep(RULE, '2026-10-31', { ...EVERYBODY, after, upTo }, ask)) {
        expect(range.after).toBe(reached);
        reached = range.upTo;
        found.push(...judged.found.map(({ key }) => key));
      }
      expect(reached).toBe(upTo);
      const expected = [...new Set([...employed, ...retired])].sort();
      expect(found).toEqual(
        expected.filter((key) => (after === null || key > after) && (upTo === null || key <= upTo)),
      );
    }),
    { numRuns: 40, seed: 20_261_130 },
  );
});

it('reads few of a sparse population in vain', async () => {
  const employed = keysOf(20_000, 'one');
  const retired = keysOf(700, 'other');
  const { ask, given } = graphOf({ employed, retired });
  for await (const _ of sweep(RULE, '2026-10-31', EVERYBODY, ask));
  // Without bounds each page has all retired behind it: some 7,000 in vain.
  expect(given.keys).toBeLessThan(23_500);
  expect(given.pages).toBeLessThan(25);
});

const AWAY = new GraphQLError('away', { extensions: { owner: 'hr', code: 'SUBGRAPH_UNAVAILABLE' } });

it('ends where owners are missing, and says so, behind a page that was bounded', async () => {
  const { ask, given } = graphOf({ employed: keysOf(5000, 'one'), retired: [] });
  let failed = 0;
  const failing: Ask = async (rule, variables) => {
    if (given.pages < 3) return ask(rule, variables);
    failed += 1;
    return { data: { employed: null, retired: [] }, errors: [AWAY] };
  };
  const missing: string[][] = [];
  for await (const { judged } of sweep(RULE, '2026-10-31', EVERYBODY, failing))
    missing.push([...judged.missing]);
  expect(missing).toEqual([[], [], [], ['hr']]);
  expect(failed).toBe(1);
});
