// What `schema/rules.md` says of the standing rules: made from a rule over a small graph.
import { readFileSync } from 'node:fs';
import { compiledRules } from '../../../gateway/compose/rules/compiled.ts';
import { rulesDocument } from '../../../gateway/compose/rules/document.ts';
import { COMMITTED_SUPERGRAPH } from '../../../gateway/compose/read.ts';
import { rulesOver } from '../../../gateway/oversight/rule/over.ts';

const SUPERGRAPH = readFileSync(COMMITTED_SUPERGRAPH, 'utf8');

const TEXT = `query R99Made($among: [Pid!], $after: Pid, $upTo: Pid, $first: Int, $asOf: Date
  $until: Date @computed(cel: "addDays(asOf, 1)")
  $months: Int = 3 @parameter(en: "Months | in a row.", zh: "连续月数", source: "district practice"))
@rule(id: "R99", en: "Made up", zh: "虚构", severity: AMBER, subject: PERSON, articles: ["one", "two"], floor: 0.5
  let: [{ name: "late", cel: """
    person.death.diedOn > asOf
      || months > 2
  """ }]
  condition: "late", says: { en: "Died {person.death.diedOn}.", zh: "死亡。" })
{
  died: personsOfHr(of: DIED, among: $among, after: $after, upTo: $upTo, first: $first, asOf: $asOf) {
    pid death { diedOn } payByMonth(kinds: [REGULAR]) { gross }
  }
}`;

it('says what a rule is about, what it asks of whom, and when it hits', () => {
  const compiled = { file: 'R99-made.graphql', text: TEXT, rule: rulesOver(SUPERGRAPH)(TEXT) };
  const text = rulesDocument(SUPERGRAPH, [compiled]);
  const lines = text.split('\n');
  for (const line of [
    '## R99 Made up · 虚构',
    '- Subject · 对象: persons · 人员',
    '- Articles · 依据: one; two',
    '- Purpose · 用途: `rule/R99`, STANDING_RULE',
    '- Written in · 文件: [R99-made.graphql](rules/R99-made.graphql)',
    '| `died` | `personsOfHr(of: DIED)` | Who died on or before the day. Event: the day of death. · 已死亡人员 |',
    '> Died {person.death.diedOn}.',
    '> 死亡。',
    '| `months` | `Int` | `3` | Months \\| in a row. | 连续月数 | district practice |',
    '| Human resources and social security 人社 | `Death.diedOn` `Person.death` `Person.pid` `Query.personsOfHr` |',
    '| Finance 财政 | `MonthPay.gross` `Person.payByMonth` |',
    '| `requestAgreementOfHr` | `Death.diedOn` `Person.death` `Query.personsOfHr` |',
    '| `requestAgreementOfDiscipline` |  |',
  ])
    expect(lines).toContain(line);
  expect(text).toContain(
    '```cel\n// variable $until =\naddDays(asOf, 1)\n// let late =\nperson.death.diedOn > asOf\n  || months > 2\n// hit where\nlate\n```',
  );
  expect(text).toContain('less than 0.5 of the judged hits');
});

it('has a section for each built-in rule', () => {
  const rules = compiledRules(SUPERGRAPH);
  const text = rulesDocument(SUPERGRAPH, rules);
  expect(rules.length).toBeGreaterThan(20);
  expect(text.match(/^## R\d+ .*$/gm)).toEqual(
    rules.map(({ rule: { metadata } }) => `## ${metadata.id} ${metadata.en} · ${metadata.zh}`),
  );
});
