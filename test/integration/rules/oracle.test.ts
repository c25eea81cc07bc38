// Every rule against the same rule in plain SQL over one database, subject by subject.
import { ruleFiles } from '../../../gateway/oversight/rule/files.ts';
import { EVERYBODY, sweep } from '../../../gateway/oversight/run/sweep.ts';
import type { Rule } from '../../../gateway/oversight/rule/compile.ts';
import { district } from '../../support/demo/district.ts';
import { ORACLES } from '../../support/oracle/index.ts';
import { openRuledDistrict, type RuledDistrict } from '../../support/rules.ts';

/** Subjects with a hit, and subjects with something that the rule only warns about. */
const hitsOf = async (rule: Rule, { graph, asOf }: RuledDistrict) => {
  const { severity } = rule.metadata;
  const hit: string[] = [];
  const warned: string[] = [];
  for await (const { judged } of sweep(rule, asOf, EVERYBODY, graph.ask)) {
    expect(judged.missing).toEqual([]);
    expect(judged.unknown).toEqual([]);
    for (const { key, hits } of judged.found) {
      if (hits.some((one) => one.severity === severity)) hit.push(key);
      if (hits.some((one) => one.severity !== severity)) warned.push(key);
    }
  }
  return { hit, warned };
};

describe.each([
  [600, 1, '2026-10'],
  [900, 11, '2025-03'],
])('a district of %i people, seed %i, until %s', (people, seed, until) => {
  let ruled: RuledDistrict;
  beforeAll(async () => {
    ruled = await openRuledDistrict(district(people, seed, until));
  }, 120_000);
  afterAll(() => ruled.close());

  it.each(ruleFiles())('$file hits whom plain SQL hits', async ({ text }) => {
    const rule = ruled.graph.compile(text);
    const oracle = ORACLES.find((one) => one.rule === rule.metadata.id);
    if (oracle === undefined) throw new Error(`no oracle for ${rule.metadata.id}`);
    const found = async (sql: string | undefined): Promise<string[]> => {
      const rows = sql === undefined ? [] : await ruled.merged.query(sql, [ruled.asOf]);
      return [...new Set(rows.map((row) => String(row[oracle.about])))].sort();
    };
    expect(await hitsOf(rule, ruled)).toEqual({
      hit: await found(oracle.sql),
      warned: await found(oracle.warning),
    });
  });
});
