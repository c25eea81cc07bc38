import fc from 'fast-check';
import {
  COMBINED_MONTHS_MAX,
  combinedInfluenceMonths,
  influenceEndsOn,
  MEASURES,
} from '../../subgraphs/discipline/decisions/domain.ts';
import type { Measure } from '../../subgraphs/discipline/generated.ts';

const measures = Object.keys(MEASURES).filter((name): name is Measure => name in MEASURES);
const anyMeasure = fc.constantFrom(...measures);
const limited = measures.filter((measure) => MEASURES[measure].influenceMonths !== null);
const anyLimited = fc.constantFrom(...limited);
const anyDay = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2079-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const dayAfter = (day: string | null): Date => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date;
};
const monthOf = (date: Date): number => date.getUTCFullYear() * 12 + date.getUTCMonth();

it.each([
  ['ADMIN_WARNING', '2026-01-15', '2026-07-14'],
  ['ADMIN_DEMERIT', '2026-01-01', '2026-12-31'],
  ['ADMIN_MAJOR_DEMERIT', '2026-01-15', '2027-07-14'],
  ['ADMIN_REMOVAL', '2026-01-15', '2028-01-14'],
  ['ADMIN_WARNING', '2026-08-31', '2027-02-28'],
  ['ADMIN_WARNING', '2027-08-31', '2028-02-29'],
  ['ADMIN_WARNING', '2026-08-29', '2027-02-28'],
  ['ADMIN_DEMERIT', '2027-03-01', '2028-02-29'],
  ['PARTY_PROBATION', '2026-01-15', '2029-01-14'],
  ['PARTY_EXPULSION', '2026-01-15', '2031-01-14'],
  ['ADMIN_DISMISSAL', '2026-01-15', null],
  ['INSTITUTION_DISMISSAL', '2026-01-15', null],
] as const)('%s from %s bars promotion until %s', (measure, effectiveOn, end) => {
  expect(influenceEndsOn(measure, effectiveOn)).toBe(end);
});

it('ends the day before the same day of the last month, or with that month where it lacks the day', () => {
  fc.assert(
    fc.property(anyLimited, anyDay, (measure, effectiveOn) => {
      const start = new Date(`${effectiveOn}T00:00:00Z`);
      const over = dayAfter(influenceEndsOn(measure, effectiveOn));
      const months = MEASURES[measure].influenceMonths ?? 0;
      const sameDay = over.getUTCDate() === start.getUTCDate() && monthOf(over) === monthOf(start) + months;
      const lastMonth = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months + 1, 0));
      const monthLacksDay = lastMonth.getUTCDate() < start.getUTCDate();
      const nextMonth = over.getUTCDate() === 1 && monthOf(over) === monthOf(start) + months + 1;
      return monthLacksDay ? nextMonth : sameDay;
    }),
  );
});

it('never lets a later sanction of the same measure end earlier', () => {
  fc.assert(
    fc.property(anyLimited, anyDay, anyDay, (measure, one, other) => {
      const [earlier, later] = one < other ? [one, other] : [other, one];
      return (influenceEndsOn(measure, earlier) ?? '') <= (influenceEndsOn(measure, later) ?? '');
    }),
  );
});

it('adds up the months of several sanctions, to 48 at most', () => {
  fc.assert(
    fc.property(fc.array(anyMeasure, { maxLength: 6 }), anyMeasure, (some, more) => {
      const months = combinedInfluenceMonths(some);
      const withMore = combinedInfluenceMonths([...some, more]);
      expect(withMore).toBe(Math.min(COMBINED_MONTHS_MAX, months + (MEASURES[more].influenceMonths ?? 0)));
    }),
  );
  expect(combinedInfluenceMonths(['ADMIN_WARNING', 'ADMIN_DEMERIT'])).toBe(18);
  expect(combinedInfluenceMonths(['ADMIN_DEMOTION', 'ADMIN_DEMOTION', 'ADMIN_WARNING'])).toBe(48);
});

it('knows a system for every measure, as its name says', () => {
  const prefixes = { ADMINISTRATIVE: 'ADMIN_', PARTY: 'PARTY_', PUBLIC_INSTITUTION: 'INSTITUTION_' };
  for (const measure of measures) expect(measure.startsWith(prefixes[MEASURES[measure].system])).toBe(true);
});
