// Faults that are planted beside a district that is there.
import { ruleFiles } from '../../../gateway/oversight/rule/files.ts';
import type { Chunk } from '../../../subgraphs/demo/build.ts';
import type { Host } from '../../../subgraphs/demo/district/guests.ts';
import { generateFaults, PLANTABLE, UNPLANTED } from '../../../subgraphs/demo/faults.ts';
import { district, IDENTITY_KEY, PID_KEY, rowsOf } from '../../support/demo/district.ts';

const HOSTS: readonly Host[] = [
  {
    code: 'H1',
    name: '某某区林业局',
    kind: 'ADMINISTRATIVE_ORGAN',
    grade: 'TOWNSHIP_HEAD',
    bodies: ['办公室'],
  },
  {
    code: 'H2',
    name: '某某区公安局',
    kind: 'ADMINISTRATIVE_ORGAN',
    grade: 'COUNTY_DEPUTY',
    bodies: ['办公室'],
  },
  { code: 'H3', name: '某某区图书馆', kind: 'WELFARE_CLASS_ONE', grade: 'SECTION_HEAD', bodies: ['办公室'] },
];
const RULES = ruleFiles().map(({ file }) => file.slice(0, 3));

const faults = (seed: number, said: object = {}): Chunk[] => [
  ...generateFaults({
    rules: RULES,
    faults: 3,
    seed,
    until: '2026-10',
    hosts: HOSTS,
    pidKey: PID_KEY,
    identityKey: IDENTITY_KEY,
    ...said,
  }),
];

const cells = (chunks: readonly Chunk[], table: string): string[][] =>
  chunks.flatMap(({ rows }) =>
    (rows.get(table)?.bytes.toString() ?? '')
      .split('\n')
      .filter((row) => row !== '')
      .map((row) => row.split('\t')),
  );
const casesOf = (chunks: readonly Chunk[]) => chunks.flatMap(({ cases }) => cases);
const count = (chunks: readonly Chunk[], rule: string, kind: string): number =>
  casesOf(chunks).filter(
    (one) => one.rule === rule && one.kind === kind && !one.variant.startsWith('follows-'),
  ).length;

it('can be planted of every built-in rule, but for those that have a reason', () => {
  const withoutPlanter = RULES.filter((rule) => !PLANTABLE.has(rule as never) && !(rule in UNPLANTED));
  expect(withoutPlanter).toEqual([]);
  for (const { en, zh } of Object.values(UNPLANTED)) expect([en, zh]).not.toContain('');
});

it.each([1, 7])('are as many of each rule and kind as are asked for, with seed %i', (seed) => {
  const made = faults(seed, { faults: 5 });
  const planted = RULES.map((rule) => [rule, count(made, rule, 'hit'), count(made, rule, 'near-miss')]);
  expect(planted).toEqual(RULES.map((rule) => [rule, 5, 5]));
});

it('are of the rules that are asked for', () => {
  const rules = new Set(
    casesOf(faults(1, { rules: ['R12', 'R18'] }))
      .filter(({ variant }) => !variant.startsWith('follows-'))
      .map(({ rule }) => rule),
  );
  expect([...rules].sort()).toEqual(['R12', 'R18']);
});

it('are the same for the same seed, whatever the order of the institutions, and others for another', () => {
  const seats = (chunks: readonly Chunk[]) => cells(chunks, 'seat');
  expect(casesOf(faults(4, { hosts: [...HOSTS].reverse() }))).toEqual(casesOf(faults(4)));
  expect(seats(faults(4, { hosts: [...HOSTS].reverse() }))).toEqual(seats(faults(4)));
  expect(casesOf(faults(5))).not.toEqual(casesOf(faults(4)));
});

it('are with people in institutions that are there, on seats exempt from the quota, and change nothing of those', () => {
  const made = faults(1);
  const there = HOSTS.map(({ code }) => code);
  const planted = casesOf(made).filter(({ subject }) => there.includes(subject.institutionCode ?? ''));
  expect(new Set(planted.map(({ subject }) => subject.institutionCode))).toEqual(new Set(there));
  expect(planted.filter(({ subject }) => subject.pid === undefined)).toEqual([]);
  const EXEMPT = 21;
  const seats = cells(made, 'seat').filter(([, code]) => there.includes(code!));
  expect(seats.length).toBeGreaterThan(0);
  expect(seats.filter((seat) => seat[EXEMPT] !== 'true')).toEqual([]);
  for (const table of [
    'institution',
    'internal_body',
    'quota',
    'leader_limit',
    'budget_headcount',
    'operating_spend',
  ])
    expect(cells(made, table).filter(([code]) => there.includes(code!))).toEqual([]);
});

it('are with nobody and no unit of the demonstration district', () => {
  const demo = district(900, 1);
  const made = faults(1);
  const people = new Set(rowsOf(demo, 'person').map(([pid]) => pid));
  expect(cells(made, 'person').filter(([pid]) => people.has(pid!))).toEqual([]);
  const units = new Set(
    [...rowsOf(demo, 'institution'), ...rowsOf(demo, 'budget_headcount')].map(([code]) => code),
  );
  expect(cells(made, 'institution').filter(([code]) => units.has(code!))).toEqual([]);
});

it.each([
  ['faults', { faults: 0 }],
  ['faults', { faults: 51 }],
  ['seed', { seed: -1 }],
  ['until', { until: '2026-13' }],
])('are refused with %s %j', (option, said) => {
  expect(() => faults(1, said)).toThrow(
    expect.objectContaining({
      code: 'DEMO_OPTION_INVALID',
      message: expect.stringContaining(option) as unknown,
    }) as Error,
  );
});
