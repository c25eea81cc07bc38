// What rules say: in words that can be read, in both languages, and the same facts in whatever words.
import { readFileSync } from 'node:fs';
import { COMMITTED_SUPERGRAPH } from '../../../gateway/compose/read.ts';
import { judgePage, type Ask } from '../../../gateway/oversight/judge/page.ts';
import { wholePart } from '../../../gateway/oversight/judge/whole.ts';
import { nodesOf } from '../../../gateway/oversight/condition/nodes.ts';
import { RUNNING } from '../../../gateway/oversight/condition/types.ts';
import { ruleFiles } from '../../../gateway/oversight/rule/files.ts';
import { rulesOver } from '../../../gateway/oversight/rule/over.ts';

const compile = rulesOver(readFileSync(COMMITTED_SUPERGRAPH, 'utf8'));

const PAGING = 'among: $among, after: $after, upTo: $upTo, first: $first, asOf: $asOf';
const ruleSaying = (en: string, zh = '。') =>
  compile(`
  query R99($among: [Pid!], $after: Pid, $upTo: Pid, $first: Int, $asOf: Date)
  @rule(id: "R99", en: "Seated", zh: "在编", severity: AMBER, subject: PERSON, articles: [], condition: "true",
    says: { en: """${en}""", zh: """${zh}""" }) {
    seated: personsOfEstablishment(of: SEATED, ${PAGING}) {
      pid seats(asOf: $asOf) { category post missing institution { code } }
    }
  }`);

const SEAT = {
  category: 'PUBLIC_INSTITUTION',
  post: null,
  missing: ['politicalStatus'],
  institution: { code: 'U1' },
};
type Names = Readonly<Record<string, string | null>>;

/** A graph with one person, and with institutions of these names; `asked` counts the questions for names. */
const graphOf = (seats: readonly unknown[], names: Names = { U1: '云溪区博物馆' }) => {
  const asked = { names: 0 };
  const ask: Ask = async (_, variables) => {
    if (!('code0' in variables)) return { data: { seated: [{ pid: 'p1', seats }] } };
    asked.names += 1;
    const codes = Object.entries(variables).filter(([name]) => name.startsWith('code'));
    const data = codes.map(([name, code]) => [name, { code, name: names[String(code)] ?? null }] as const);
    return { data: Object.fromEntries(data) };
  };
  return { ask, asked };
};

const sayings = async (rule: ReturnType<typeof compile>, ask: Ask, options = {}) => {
  const range = { after: null, upTo: null, among: null };
  const { found } = await judgePage(rule, '2026-10-31', range, ask, options);
  return found[0]?.hits[0];
};

describe('what a rule says', () => {
  it('has the terms of the contracts and the names of the register, in each language', async () => {
    const rule = ruleSaying(
      '{person.seats.map(s, label(s.category, "QuotaCategory") + " in " + named(s.institution.code))}.',
      '{person.seats.map(s, named(s.institution.code))}：{person.seats.map(s, label(s.category, "QuotaCategory"))}，缺{person.seats[0].missing.map(m, label(m, "Seat"))}。',
    );
    const { ask } = graphOf([SEAT, { ...SEAT, category: 'ADMINISTRATIVE' }]);
    expect((await sayings(rule, ask))?.says).toEqual({
      en: 'Public-institution quota in 云溪区博物馆, Administrative quota in 云溪区博物馆.',
      zh: '云溪区博物馆、云溪区博物馆：事业编制、行政编制，缺政治面貌。',
    });
  });

  it('leaves out what stands in brackets where it comes to nothing', async () => {
    const rule = ruleSaying(
      'Seats: {size(person.seats)}[, post {person.seats[0].post}][, none {person.seats.filter(s, false)}][, {size(person.seats) - 1} more][, {person.seats[0].category}].',
    );
    expect((await sayings(rule, graphOf([SEAT]).ask))?.says.en).toBe('Seats: 1, PUBLIC_INSTITUTION.');
  });

  it('tells institutions by their codes where the register does not name them, or nobody reads it', async () => {
    const rule = ruleSaying('In {named(person.seats[0].institution.code)}.');
    expect((await sayings(rule, graphOf([SEAT], {}).ask))?.says.en).toBe('In U1.');
    const { ask, asked } = graphOf([SEAT]);
    expect((await sayings(rule, ask, { names: false }))?.says.en).toBe('In U1.');
    expect(asked.names).toBe(0);
  });

  it('is decided where names cannot be asked for', async () => {
    const { ask } = graphOf([SEAT]);
    const failing: Ask = async (rule, variables) => {
      if ('code0' in variables) throw new Error('away');
      return ask(rule, variables);
    };
    const rule = ruleSaying('In {named(person.seats[0].institution.code)}.');
    expect((await sayings(rule, failing))?.says.en).toBe('In U1.');
  });

  it('is of the same facts in other words, and under another name of the institution', async () => {
    const digestOf = async (en: string, names: Names): Promise<string | undefined> =>
      (await sayings(ruleSaying(en), graphOf([SEAT], names).ask))?.digest;
    const before = await digestOf('In {named(person.seats[0].institution.code)}.', { U1: 'Before' });
    expect(await digestOf('Sits in {named(person.seats[0].institution.code)}!', { U1: 'After' })).toBe(
      before,
    );
    expect(await digestOf('In {named(person.seats[0].institution.code + "2")}.', {})).not.toBe(before);
  });

  it.each([
    ['label(person.pid, "Nothing")', 'the graph has no type Nothing'],
    ['label(person.pid, person.pid)', 'the graph has no type'],
  ])('refuses %s with its place', (cel, reason) => {
    expect(() => ruleSaying(`Is {${cel}}.`)).toThrow(new RegExp(`line 5, column \\d+.*${reason}|${reason}`));
  });

  it.each(['[a [b] c]', 'a ] b', '[a'])('refuses the brackets of %s', (text) => {
    expect(() => ruleSaying(text)).toThrow('brackets');
  });
});

it('shows each step of working a built-in rule out as an expression that stands by itself', () => {
  const cels = ruleFiles().flatMap(({ text }) => {
    const { let: bound, perItem, each, condition, warning, amount } = compile(text).condition;
    const bindings = [...bound, ...perItem].map(({ expression }) => expression);
    return [...bindings, each, condition, warning, amount].flatMap((one) => (one === undefined ? [] : [one]));
  });
  for (const { cel, ast } of cels)
    for (const { range } of nodesOf(ast)) expect(() => RUNNING.parse(wholePart(cel, range))).not.toThrow();
});
