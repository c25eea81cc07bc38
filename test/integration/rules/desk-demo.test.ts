// The desk as the people of the demonstration district have it: under its agreements, and for its tasks.
import { claimsOf } from '../../../gateway/issuer/claims.ts';
import { PARTNER } from '../../../gateway/issuer/clients.ts';
import { ruleFiles } from '../../../gateway/oversight/rule/files.ts';
import type { DepartmentName } from '../../../schema/departments.ts';
import type { Asker, Role } from '../../../schema/sharing.ts';
import { DEMO_TASKS } from '../../../subgraphs/demo/sharing/tasks.ts';
import { district } from '../../support/demo/district.ts';
import { ORACLES } from '../../support/oracle/index.ts';
import { answersOver } from '../../support/ruled-graph.ts';
import { openRuledDistrict, type RuledDistrict } from '../../support/rules.ts';
import { askerOf, viewerWith } from '../../support/sharing.ts';

const RULES = ruleFiles().map(({ file, text }) => ({ id: file.slice(0, 3), text }));
const ALL = RULES.map(({ id }) => id);
const INSPECTION = '巡〔2025〕3号';
const OVERSIGHT = '编办督〔2025〕1号';
const COMPARISON = '编办规〔2025〕1号';

let ruled: RuledDistrict;
let graph: ReturnType<typeof answersOver>;
beforeAll(async () => {
  ruled = await openRuledDistrict(district(600, 5), { guarded: true });
  graph = answersOver(new Map(ruled.owners.map((owner) => [owner.name, owner])), ruled.asOf);
}, 120_000);
afterAll(() => ruled.close());

/** Somebody of the demo's issuer, for a task of the demo. */
const demo = (subject: string, documentNumber?: string): Asker => {
  const claims = claimsOf(subject)!;
  const task = DEMO_TASKS.find((candidate) => candidate.documentNumber === documentNumber);
  return askerOf(
    viewerWith({
      subject,
      kind: subject === PARTNER ? 'system' : 'person',
      clientId: subject === PARTNER ? PARTNER : 'console',
      roles: claims.roles as readonly Role[],
      department: claims.department as DepartmentName | undefined,
      units: claims.units,
    }),
    task === undefined ? null : { id: '1', ...task },
  );
};

/** Somebody whom a rule is about, and most of all whom it hits. */
const subjects = new Map<string, string>();
const subjectOf = async (id: string): Promise<string> => {
  const { sql, about } = ORACLES.find(({ rule }) => rule === id)!;
  const subject =
    subjects.get(id) ?? String((await ruled.merged.query(`${sql} limit 1`, [ruled.asOf]))[0]?.[about]);
  subjects.set(id, subject);
  return subject;
};

const TRY = `query ($text: String!, $subject: String!, $asOf: Date!) {
  tried: tryRule(text: $text, subject: $subject, asOf: $asOf) {
    isSubject decided hits { period } unknownOwners gaps { owner coordinate code reason }
  }
}`;

interface Trial {
  readonly isSubject: boolean | null;
  readonly decided: boolean;
  readonly unknownOwners: readonly string[];
  readonly gaps: readonly { readonly code: string; readonly coordinate: string }[];
}

const tried = async (asker: Asker): Promise<Map<string, Trial>> => {
  const trials = new Map<string, Trial>();
  for (const { id, text } of RULES) {
    const variables = { text, subject: await subjectOf(id), asOf: ruled.asOf };
    const { data, errors } = await graph.answer(TRY, variables, asker);
    expect([id, errors]).toEqual([id, undefined]);
    trials.set(id, data?.['tried'] as Trial);
  }
  return trials;
};

it.each([
  ['investigator', INSPECTION, []],
  // Which sanctions somebody has stays with discipline inspection.
  ['section-clerk', OVERSIGHT, ['R16', 'R17']],
  ['director', OVERSIGHT, ['R16', 'R17']],
] as const)('lets %s try every rule for %s, but for %j', async (subject, documentNumber, without) => {
  const trials = await tried(demo(subject, documentNumber));
  const decided = ALL.filter((id) => trials.get(id)?.decided === true && trials.get(id)?.isSubject === true);
  expect(decided).toEqual(ALL.filter((id) => !without.some((other) => other === id)));
  expect(decided.flatMap((id) => trials.get(id)?.gaps)).toEqual([]);
  expect(without.map((id) => trials.get(id)?.unknownOwners)).toEqual(without.map(() => ['discipline']));
});

const TEST = `query ($text: String!, $from: Month!, $to: Month!) {
  tested: backTestRule(text: $text, from: $from, to: $to) {
    months { subjects unknown missing } gaps { coordinate }
  }
}`;

interface Tested {
  readonly months: readonly { subjects: number; unknown: number; missing: readonly string[] }[];
  readonly gaps: readonly { readonly coordinate: string }[];
}

it.each([
  // What the office has judged so far is its own.
  ['investigator', INSPECTION, ['Query.findings']],
  ['section-clerk', OVERSIGHT, []],
] as const)(
  'lets %s test a rule over a month, for %s, without %j',
  async (subject, documentNumber, without) => {
    const month = ruled.asOf.slice(0, 7);
    const { text } = RULES.find(({ id }) => id === 'R12')!;
    const { data, errors } = await graph.answer(
      TEST,
      { text, from: month, to: month },
      demo(subject, documentNumber),
    );
    expect(errors).toBeUndefined();
    const { months, gaps } = data?.['tested'] as Tested;
    expect(months).toEqual([expect.objectContaining({ unknown: 0, missing: [] })]);
    expect(months[0]?.subjects).toBeGreaterThan(0);
    expect(gaps.map(({ coordinate }) => coordinate)).toEqual(without);
  },
);

const COMPARE = `query ($institution: InstitutionCode, $asOf: Date!) {
  compared: compareCounts(institution: $institution, asOf: $asOf) {
    total { agreeing differing unknown byRule { rule count } }
    differences { unit rule undecided } gaps { owner coordinate code reason }
  }
}`;

interface Compared {
  readonly total: { readonly agreeing: number; readonly differing: number; readonly unknown: number };
  readonly differences: readonly { readonly unit: string | null; readonly undecided: readonly string[] }[];
  readonly gaps: readonly { readonly code: string }[];
}

const compared = async (asker: Asker, institution?: string): Promise<Compared> => {
  const { data, errors } = await graph.answer(COMPARE, { institution, asOf: ruled.asOf }, asker);
  expect(errors).toBeUndefined();
  return data?.['compared'] as Compared;
};

it.each(['section-clerk', 'director'])(
  'compares the three counts for %s, whole and decided',
  async (subject) => {
    const asker = demo(subject, COMPARISON);
    const whole = await compared(asker);
    expect(whole.gaps).toEqual([]);
    expect(whole.total.unknown).toBe(0);
    expect(whole.total.agreeing).toBeGreaterThan(0);
    expect(whole.total.differing).toBeGreaterThan(0);
    expect(whole.differences.flatMap(({ undecided }) => undecided)).toEqual([]);
    const { unit } = whole.differences.find((difference) => difference.unit !== null)!;
    const one = await compared(asker, unit!);
    expect([one.gaps, one.total.unknown]).toEqual([[], 0]);
    expect(one.total.differing).toBeGreaterThan(0);
  },
);

it.each([
  ['finance-clerk', '财规〔2025〕4号'],
  ['hr-clerk', '人社〔2025〕15号'],
  ['organization-clerk', '组通〔2025〕8号'],
  ['unit-hr', undefined],
  [PARTNER, '组规〔2025〕2号'],
] as const)('tells %s for %s no difference, and is no desk for them', async (subject, documentNumber) => {
  const asker = demo(subject, documentNumber);
  const { differences, total, gaps } = await compared(asker);
  expect(total.differing).toBe(0);
  expect(differences.filter(({ undecided }) => undecided.length > 0)).toEqual([]);
  expect(gaps.map(({ code }) => code)).toContain('SHARING_REFUSED');
  const variables = { text: RULES[0]!.text, subject: 'A', asOf: ruled.asOf };
  const { errors } = await graph.answer(TRY, variables, asker);
  expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN']);
});
