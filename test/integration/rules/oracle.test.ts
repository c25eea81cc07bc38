// Every rule against the same rule in plain SQL over one database, subject by subject, and against what was planted.
// FOURNETS_DISTRICTS says over how many districts; `npm run proof` takes 20.
import { ruleFiles } from '../../../gateway/oversight/rule/files.ts';
import { EVERYBODY, sweep } from '../../../gateway/oversight/run/sweep.ts';
import type { Rule } from '../../../gateway/oversight/rule/compile.ts';
import type { Case } from '../../../subgraphs/demo/cases/recipe.ts';
import { district } from '../../support/demo/district.ts';
import { districtsToProve } from '../../support/demo/districts.ts';
import { ORACLES } from '../../support/oracle/index.ts';
import { openRuledDistrict, plantMore, type RuledDistrict } from '../../support/rules.ts';

const hitsOf = async (rule: Rule, { graph, asOf }: RuledDistrict): Promise<string[]> => {
  const hit: string[] = [];
  for await (const { judged } of sweep(rule, asOf, EVERYBODY, graph.ask)) {
    expect(judged.missing).toEqual([]);
    expect(judged.unknown).toEqual([]);
    hit.push(...judged.found.filter(({ hits }) => hits.length > 0).map(({ key }) => key));
  }
  return hit;
};

/** Subjects of a rule's cases of one kind. */
const planted = (cases: readonly Case[], id: string, about: string, kind: Case['kind']): string[] =>
  [
    ...new Set(
      cases
        .filter((one) => one.rule === id && one.kind === kind)
        .map(({ subject }) => (about === 'pid' ? subject.pid : subject.institutionCode) ?? ''),
    ),
  ].sort();

describe.each(districtsToProve())('a district of %i people, seed %i, until %s', (people, seed, until) => {
  let ruled: RuledDistrict;
  let cases: readonly Case[];
  beforeAll(async () => {
    ruled = await openRuledDistrict(district(people, seed, until));
    cases = await plantMore(ruled, seed, until);
  }, 120_000);
  afterAll(() => ruled.close());

  it.each(ruleFiles())(
    '$file hits whom plain SQL hits: those it was planted for, and no near miss',
    async ({ text }) => {
      const rule = ruled.graph.compile(text);
      const oracle = ORACLES.find((one) => one.rule === rule.metadata.id);
      if (oracle === undefined) throw new Error(`no oracle for ${rule.metadata.id}`);
      const rows = await ruled.merged.query(oracle.sql, [ruled.asOf]);
      const expected = [...new Set(rows.map((row) => String(row[oracle.about])))].sort();
      const hits = await hitsOf(rule, ruled);
      expect(hits).toEqual(expected);
      expect(hits).toEqual(planted(cases, rule.metadata.id, oracle.about, 'hit'));
      const near = planted(cases, rule.metadata.id, oracle.about, 'near-miss');
      expect(near.filter((subject) => hits.includes(subject))).toEqual([]);
      expect([hits.length > 0, near.length > 0]).toEqual([true, true]);
    },
  );
});
