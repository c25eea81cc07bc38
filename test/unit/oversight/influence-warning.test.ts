// R17 warns of an influence period that is about to end, and says of a promotion in it what it always said.
import { readFileSync } from 'node:fs';
import { COMMITTED_SUPERGRAPH } from '../../../gateway/compose/read.ts';
import { judgeOf } from '../../../gateway/oversight/judge/judge.ts';
import { ruleFiles } from '../../../gateway/oversight/rule/files.ts';
import { rulesOver } from '../../../gateway/oversight/rule/over.ts';

const TODAY = '2026-10-31';
const text = ruleFiles().find(({ file }) => file.startsWith('R17-'))!.text;
const compile = rulesOver(readFileSync(COMMITTED_SUPERGRAPH, 'utf8'));

/** What is said of one sanction since 2026-01-01 until a day, with a post since another day. */
const hitsOf = (
  influenceEndsOn: string | null,
  liftedOn: string | null = null,
  promotedOn?: string,
  rule = compile(text),
) => {
  const post = {
    role: 'DIVISION_CHIEF',
    concurrent: false,
    title: '科长',
    validFrom: promotedOn,
    institution: { code: 'u1' },
  };
  return judgeOf(
    rule,
    TODAY,
  )({
    pid: 'p1',
    decisions: [{ measure: 'ADMIN_DEMERIT', effectiveOn: '2026-01-01', influenceEndsOn, liftedOn }],
    ranks: [],
    appointments: promotedOn === undefined ? [] : [post],
    payGrades: [],
  });
};
const severities = (...said: Parameters<typeof hitsOf>): string[] =>
  hitsOf(...said).map(({ severity }) => severity);

it.each<[string, string | null, string | null, string[]]>([
  ['it ends today', '2026-10-31', null, ['AMBER']],
  ['it ended yesterday', '2026-10-30', null, []],
  ['it ends in 29 days', '2026-11-29', null, ['AMBER']],
  ['it ends in 30 days', '2026-11-30', null, []],
  ['it was lifted before', '2026-11-15', '2026-10-31', []],
  ['it is lifted tomorrow', '2026-11-15', '2026-11-01', ['AMBER']],
  ['there is none', null, null, []],
])('where %s', (_, endsOn, liftedOn, expected) => {
  expect(severities(endsOn, liftedOn)).toEqual(expected);
});

it('as early as its parameter says', () => {
  const warned = (warningDays: number) =>
    severities('2026-12-31', null, undefined, compile(text, { warningDays }));
  expect([warned(61), warned(62)]).toEqual([[], ['AMBER']]);
});

it('in both languages', () => {
  expect(hitsOf('2026-11-15')[0]).toMatchObject({
    period: '2026-01-01',
    says: {
      en: expect.stringMatching(/2026-01-01 to 2026-11-15, about to end\.\s*$/) as string,
      zh: expect.stringMatching(/处分影响期（2026-01-01 至 2026-11-15）即将届满。\s*$/) as string,
    },
  });
});

it('and not where somebody was promoted in it: that is a hit, of the same facts as before there were warnings', () => {
  const ends = 'item.influenceEndsOn + (promoted ? "" : ", about to end")';
  const before = compile(text.replace(ends, 'item.influenceEndsOn'));
  expect(text).toContain(ends);
  const [hit] = hitsOf('2026-11-15', null, '2026-05-01');
  expect(hit?.severity).toBe('RED');
  expect(hit?.says.zh).toContain('内晋升，职务：科长（2026-05-01）');
  expect(hit?.digest).toBe(hitsOf('2026-11-15', null, '2026-05-01', before)[0]?.digest);
  expect(hitsOf('2026-11-15')[0]?.digest).not.toBe(hitsOf('2026-11-15', null, undefined, before)[0]?.digest);
});
