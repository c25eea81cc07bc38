// Conditions that somebody writes: however they go on, they end, and say where.
import { readFileSync } from 'node:fs';
import { apiSchemaOf } from '../../../gateway/compose/api-schema.ts';
import { COMMITTED_SUPERGRAPH } from '../../../gateway/compose/read.ts';
import { STEPS_MAX } from '../../../gateway/oversight/condition/work.ts';
import { judgeDeed } from '../../../gateway/oversight/deed/judge.ts';
import { explainJudgement } from '../../../gateway/oversight/judge/explain.ts';
import { judgeOf } from '../../../gateway/oversight/judge/judge.ts';
import { compileRule, type Rule } from '../../../gateway/oversight/rule/compile.ts';
import { ruleSchema } from '../../../gateway/oversight/rule/metadata.ts';
import { CodedError } from '../../../schema/errors.ts';

const SCHEMA = ruleSchema(apiSchemaOf(readFileSync(COMMITTED_SUPERGRAPH, 'utf8')));
const TODAY = '2026-06-15';
const PERSON = { pid: '1'.repeat(32) };

/** A rule about persons, of whom nothing is known but their key. */
const ruleOf = (condition: string, values: readonly string[] = []): Rule =>
  compileRule(
    `query R99($among: [Pid!], $after: Pid, $upTo: Pid, $first: Int, $asOf: Date)
@rule(
  id: "R99"
  en: "Long"
  zh: "长"
  severity: RED
  subject: PERSON
  articles: []
  let: [${values.map((cel, index) => `{ name: "v${index}", cel: ${JSON.stringify(cel)} }`).join('\n')}]
  condition: ${JSON.stringify(condition)}
  says: { en: "Long.", zh: "长。" }
) {
  personsOfHr(of: DIED, among: $among, after: $after, upTo: $upTo, first: $first, asOf: $asOf) { pid }
}`,
    SCHEMA,
  );

const faultOf = (run: () => unknown): CodedError => {
  try {
    run();
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
  throw new Error('it went through');
};

/** A hundred years. */
const MONTHS = 'monthsOf("1930-01", "2029-12")';
const doubled = Array.from({ length: 60 }, (_, index) => `v${index} + v${index}`);
/** The same within one expression. */
const bound = Array.from({ length: 20 }, (_, index) => index)
  .reduceRight((inner, index) => `cel.bind(l${index + 1}, l${index} + l${index}, ${inner})`, 'l20')
  .replaceAll('l0', 'v0')
  .concat(' == v0');

describe('a condition', () => {
  it.each([
    ['loops in loops', 'v0.map(a, v0.map(b, v0.map(c, c))) == [[["x"]]]', [MONTHS]],
    [
      'loops that end early, and go on where one fails',
      'v0.exists(a, v0.all(b, v0.exists(c, a == b + c)))',
      [MONTHS],
    ],
    ['lists that double', 'size(v60) > 0', [MONTHS, ...doubled]],
    ['texts that double', 'size(v60) > 0', ['person.pid', ...doubled]],
    ['lists that double within one expression', bound, [MONTHS]],
    ['lists that are searched in a loop', 'v0.map(a, a in v0) == [true]', [MONTHS]],
    ['lists that are compared in a loop', 'v0.exists(a, v0 != v0)', [MONTHS]],
    ['functions of lists in a loop', 'v0.map(a, size(v0.distinct().sorted())) == [0]', [MONTHS]],
    ['functions that make lists in a loop', `v0.map(a, ${MONTHS}) == []`, [MONTHS]],
    ['texts that are searched in a loop', 'v0.all(a, v1.contains(a))', [MONTHS, `${MONTHS}.join("-")`]],
  ])('of %s ends, and says where it is', (_name, condition, values) => {
    const rule = ruleOf(condition, values);
    const judge = judgeOf(rule, TODAY);
    const fault = faultOf(() => judge(PERSON));
    expect(fault).toMatchObject({ code: 'RULE_TOO_MUCH_WORK', details: { rule: 'R99', max: STEPS_MAX } });
    const { line, column, part } = fault.details;
    expect(fault.message).toContain(`in ${String(part)} (${String(line)}:${String(column)})`);
    expect(fault.zh).toMatch(new RegExp(`超过 ${STEPS_MAX} 步，位于 ${String(part)} \\(${String(line)}:`));
    expect(rule.text.split('\n')[Number(line) - 1]).toContain(
      part === 'condition' ? 'condition:' : `"${String(part)}"`,
    );
    // An explanation ends, too, and says so.
    const shown = explainJudgement(rule, TODAY, PERSON).map(({ value }) => value);
    expect(shown).toContain(`! more than ${STEPS_MAX} steps`);
  });

  it('of one subject has steps of its own, and a computed variable, too', () => {
    const long = ruleOf('v0.map(a, v0.map(b, b)) == []', [MONTHS]);
    faultOf(() => judgeOf(long, TODAY)(PERSON));
    const fine = ruleOf('size(v0) == 1200', [MONTHS]);
    const judge = judgeOf(fine, TODAY);
    for (let count = 0; count < 200; count += 1) expect(judge(PERSON)).toHaveLength(1);
  });

  it('of one rule keeps no other from deciding before a deed', async () => {
    const deed = { facts: [], person: PERSON.pid, institution: 'A', asOf: TODAY } as const;
    const askFor = () => async () => ({ data: { personsOfHr: [PERSON] } });
    const rules = [ruleOf('v0.map(a, v0.map(b, b)) == []', [MONTHS]), ruleOf('true')].map((rule) => ({
      rule,
      version: 1,
    }));
    const request = { signal: new AbortController().signal, trace: 'test' };
    expect(await judgeDeed(rules, deed, { askFor }, request)).toMatchObject({
      wouldFire: [],
      standing: [{ hit: { severity: 'RED' } }],
      undecided: [{ rule: 'R99', owners: ['rule'] }],
    });
  });

  it.each([
    ['more than 2000 parts', '组成部分超过 2000 个', `${'1 + '.repeat(1200)}1 == 1`],
    ['nested deeper than 60 levels', '嵌套超过 60 层', `${'('.repeat(70)}true${')'.repeat(70)}`],
    ['more than 200 elements', '列表超过 200 项', `1 in [${'1, '.repeat(200)}1]`],
    ['more than 200 entries', '映射超过 200 项', `{${'"a": 1, '.repeat(200)}"b": 1} == {}`],
    ['more than 12 values', '函数参数超过 12 个', `monthOf(${'"a", '.repeat(12)}"a") == ""`],
  ])('that has %s is refused, in words and with its place', (en, zh, condition) => {
    const fault = faultOf(() => ruleOf(condition));
    expect(fault).toMatchObject({ code: 'RULE_INVALID', details: { line: 10 } });
    expect(fault.message).toContain(en);
    expect(fault.zh).toContain(zh);
  });
});
