// The agreements of the demonstration district with the system that runs the standing rules: they cover every rule, and
// no rule is run without them.
import { fieldOwners } from '../../../gateway/oversight/evidence/owners.ts';
import type { Judged } from '../../../gateway/oversight/judge/page.ts';
import type { Rule } from '../../../gateway/oversight/rule/compile.ts';
import { RECORD_VERSION } from '../../../gateway/oversight/rule/record-versions.ts';
import { ruleFiles } from '../../../gateway/oversight/rule/files.ts';
import { EVERYBODY, sweep } from '../../../gateway/oversight/run/sweep.ts';
import { shareClasses } from '../../../gateway/compose/changes/share-classes.ts';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../../schema/departments.ts';
import { namesCoordinate } from '../../../schema/sharing.ts';
import { district } from '../../support/demo/district.ts';
import { openRuledDistrict, SUPERGRAPH, type RuledDistrict } from '../../support/rules.ts';

const OTHERS = DEPARTMENT_NAMES.filter((name) => name !== 'establishment');
const owners = fieldOwners(SUPERGRAPH);
/** Fields that everybody is shown. */
const OPEN = new Set(
  [...shareClasses(SUPERGRAPH)].flatMap(([coordinate, shareClass]) =>
    shareClass === 'OPEN' ? [coordinate] : [],
  ),
);
const idOf = ({ metadata: { id } }: Rule): string => id;

let ruled: RuledDistrict;
let rules: Rule[];
beforeAll(async () => {
  ruled = await openRuledDistrict(district(600, 5), { guarded: true });
  rules = ruleFiles().map(({ text }) => ruled.graph.compile(text));
}, 120_000);
afterAll(() => ruled.close());

/** All pages of a rule; the codes of whatever was refused on the way are kept. */
const pagesOf = async (rule: Rule, codes = new Set<unknown>()): Promise<Judged[]> => {
  const pages: Judged[] = [];
  const ask: typeof ruled.graph.ask = async (asked, variables) => {
    const answer = await ruled.graph.ask(asked, variables);
    for (const { extensions } of answer.errors ?? []) codes.add(extensions['code']);
    return answer;
  };
  for await (const { judged } of sweep(rule, ruled.asOf, EVERYBODY, ask)) pages.push(judged);
  return pages;
};

/** Versions in what the graph answered, of whatever records. */
const versionsIn = (value: unknown): unknown[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => (name === RECORD_VERSION ? [one] : versionsIn(one)));
};

const undecided = (pages: readonly Judged[]): string[] => [
  ...new Set(
    pages.flatMap(({ missing, unknown }) => [...missing, ...unknown.flatMap((subject) => subject.owners)]),
  ),
];

it('cover all that every rule reads: nothing is refused, nothing unknown', async () => {
  for (const rule of rules) {
    const codes = new Set<unknown>();
    const pages = await pagesOf(rule, codes);
    expect([idOf(rule), [...codes], undecided(pages)]).toEqual([idOf(rule), [], []]);
    expect(pages.reduce((sum, { subjects }) => sum + subjects, 0)).toBeGreaterThan(0);
    const versions = pages.flatMap(({ found }) => versionsIn(found.map(({ row }) => row)));
    expect([idOf(rule), versions.filter((version) => typeof version !== 'number')]).toEqual([idOf(rule), []]);
  }
});

/** Agreements of an owner under which it answers standing rules. */
const consumersOf = async (owner: DepartmentName): Promise<{ name: string; coordinates: string[] }[]> => {
  const rows = await ruled.merged.queryAs(
    owner,
    `select consumer_name as name, coordinates from agreement
     where 'STANDING_RULE' = any(purpose_kinds) and consumer_name in ('establishment', 'fournets-oversight')`,
  );
  return rows as { name: string; coordinates: string[] }[];
};

const suspended = async (owner: DepartmentName, consumers: readonly string[]): Promise<void> => {
  await ruled.merged.queryAs(
    owner,
    `update agreement set state = case when consumer_name = any($1) then 'SUSPENDED' else 'GRANTED' end`,
    [consumers],
  );
  ruled.agreementsChanged();
};

/** The rules that cannot be decided, and whose doing that is. */
const undecidable = async (): Promise<Map<string, string[]>> => {
  const found = new Map<string, string[]>();
  for (const rule of rules) {
    const codes = new Set<unknown>();
    const named = undecided(await pagesOf(rule, codes));
    if (named.length === 0) continue;
    found.set(idOf(rule), named);
    expect([...codes]).toEqual(['SHARING_REFUSED']);
  }
  return found;
};

describe.each(OTHERS)('of %s', (owner) => {
  afterAll(() => suspended(owner, []));

  /** Rules that read a field which no agreement of the owner covers any more. */
  const uncovered = (coordinates: readonly string[]) =>
    new Map(
      rules
        .filter((rule) =>
          [...(owners.coordinates(rule).get(owner) ?? [])].some(
            (coordinate) => !OPEN.has(coordinate) && !namesCoordinate(coordinates, coordinate),
          ),
        )
        .map((rule) => [idOf(rule), [owner]]),
    );

  it('are each needed by the rules that read what it alone covers: without it these are unknown, and no others', async () => {
    const consumers = await consumersOf(owner);
    const names = [...new Set(consumers.map(({ name }) => name))].sort();
    expect(names).toEqual(['establishment', 'fournets-oversight']);
    for (const name of names) {
      const left = consumers.filter((other) => other.name !== name);
      await suspended(owner, [name]);
      const expected = uncovered(left.flatMap(({ coordinates }) => coordinates));
      expect([name, await undecidable()]).toEqual([name, expected]);
      expect([name, expected.size > 0]).toEqual([name, name === 'fournets-oversight']);
    }
  });

  it('are the only ones: without any, all rules that read its data are unknown, and no others', async () => {
    await suspended(owner, ['establishment', 'fournets-oversight']);
    const reading = rules.filter((rule) => owners.readBy(rule).includes(owner));
    expect(await undecidable()).toEqual(new Map(reading.map((rule) => [idOf(rule), [owner]])));
  });
});
