// Every rule against the same rule in plain SQL over one database, subject by subject, and against what was planted.
// FOURNETS_DISTRICTS says over how many districts; `npm run proof` takes 20.
import { ruleFiles } from '../../../gateway/oversight/rule/files.ts';
import { isFull } from '../../../gateway/oversight/rule/metadata.ts';
import { EVERYBODY, sweep } from '../../../gateway/oversight/run/sweep.ts';
import type { Rule } from '../../../gateway/oversight/rule/compile.ts';
import type { Case } from '../../../subgraphs/demo/cases/recipe.ts';
import { district } from '../../support/demo/district.ts';
import { districtsToProve } from '../../support/demo/districts.ts';
import { ORACLES } from '../../support/oracle/index.ts';
import { askHits, askOracle, inOrder, type SaidHit } from '../../support/oracle/oracle.ts';
import { openRuledDistrict, plantMore, type RuledDistrict } from '../../support/rules.ts';

/** Subjects with a hit, and subjects with something that the rule only warns about; and each hit. */
const hitsOf = async (rule: Rule, { graph, asOf }: RuledDistrict) => {
  const { severity } = rule.metadata;
  const hit: string[] = [];
  const warned: string[] = [];
  const grave: string[] = [];
  const each: SaidHit[] = [];
  for await (const { judged } of sweep(rule, asOf, EVERYBODY, graph.ask)) {
    expect(judged.missing).toEqual([]);
    expect(judged.unknown).toEqual([]);
    for (const { key, hits } of judged.found) {
      if (hits.some((one) => isFull(one.severity, severity))) hit.push(key);
      if (hits.some((one) => !isFull(one.severity, severity))) warned.push(key);
      if (severity === 'AMBER' && hits.some((one) => one.severity === 'RED')) grave.push(key);
      for (const { severity: own, amountFen, institutionCode } of hits)
        if (isFull(own, severity))
          each.push([key, amountFen === null ? null : String(amountFen), institutionCode]);
    }
  }
  return { hit, warned, grave, each: inOrder(each) };
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
      const { hit, warned, grave, each } = await hitsOf(rule, ruled);
      expect({ hit, warned, grave }).toEqual(await askOracle(oracle, ruled.merged.query, ruled.asOf));
      const hits = await askHits(oracle, ruled.merged.query, ruled.asOf);
      expect(hits && each).toEqual(hits);
      expect(hits?.some(([, fen]) => fen !== null) ?? false).toBe(typeof rule.metadata.amount === 'string');
      expect(hit).toEqual(planted(cases, rule.metadata.id, oracle.about, 'hit'));
      const near = planted(cases, rule.metadata.id, oracle.about, 'near-miss');
      expect(near.filter((subject) => hit.includes(subject))).toEqual([]);
      expect([hit.length > 0, near.length > 0]).toEqual([true, true]);
    },
  );
});
