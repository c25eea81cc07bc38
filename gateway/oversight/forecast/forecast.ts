import type { AskedRetirement, AskedUnit } from './ask.ts';

/** Posts and seats at the end of a month; null where it is not known. */
export interface MonthForecast {
  /** YYYY-MM. */
  readonly month: string;
  /** Decimal. */
  readonly authorised: string;
  readonly expected: number | null;
  readonly entering: number;
  readonly leaving: number;
  readonly retiring: number | null;
}

/** A category of an institution in the months to come. */
export interface CategoryForecast {
  readonly category: string;
  readonly overFrom: string | null;
  readonly vacantFrom: string | null;
  readonly months: readonly MonthForecast[];
}

/** An institution in the months to come; null where the roster does not tell. */
export interface UnitForecast {
  readonly unit: string;
  readonly name: string | null;
  readonly categories: readonly CategoryForecast[] | null;
}

type Retiring = ReadonlyMap<string, ReadonlyMap<string, number>>;
type Person = NonNullable<AskedRetirement['person']>;

/** Whether the roster knows of an end of the person's seat in the institution: it has taken it off then already. */
const leaves = ({ movements }: Person, unit: string, asOf: string): boolean =>
  (movements ?? []).some(
    ({ direction, effectiveOn, institution }) =>
      direction === 'EXIT' && institution?.code === unit && effectiveOn !== null && effectiveOn > asOf,
  );

/** Categories of the seats in the institution that a person's retirement frees; null where it is not known. */
const freedBy = ({ person }: AskedRetirement, unit: string, asOf: string): string[] | null => {
  if (person === null || person.seats === null || person.movements === null) return null;
  if (leaves(person, unit, asOf)) return [];
  const here = person.seats.filter(({ institution }) => institution === null || institution.code === unit);
  if (here.some((seat) => seat.institution === null || seat.category === null || seat.exempt === null))
    return null;
  return here.flatMap(({ category, exempt, validTo }) =>
    category === null || exempt === true || validTo !== null ? [] : [category],
  );
};

/** Seats freed by retirements, by category and month; null where one of them is not known. */
const retiringOf = ({ code, retirements }: AskedUnit, asOf: string): Retiring | null => {
  if (retirements === null) return null;
  const byCategory = new Map<string, Map<string, number>>();
  for (const retirement of retirements) {
    const freed = freedBy(retirement, code, asOf);
    if (freed === null || retirement.dueOn === null) return null;
    const month = retirement.dueOn.slice(0, 7);
    for (const category of freed) {
      const months = byCategory.get(category) ?? new Map<string, number>();
      byCategory.set(category, months.set(month, (months.get(month) ?? 0) + 1));
    }
  }
  return byCategory;
};

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, one) => total + one, 0);

/** Seats freed by the end of a month. */
const freedUntil = (freed: ReadonlyMap<string, number>, month: string): number =>
  sum([...freed].filter(([of]) => of <= month).map(([, count]) => count));

const monthsOf = (
  rows: NonNullable<AskedUnit['staffing']>,
  freed: ReadonlyMap<string, number> | null,
): MonthForecast[] => {
  let before = 0;
  return rows.map(({ month, authorised, occupied, entering, leaving }) => {
    const gone = freed === null ? null : freedUntil(freed, month);
    const retiring = gone === null ? null : gone - before;
    before = gone ?? 0;
    const expected = gone === null ? null : occupied - gone;
    return { month, authorised, expected, entering, leaving, retiring };
  });
};

const isOver = ({ expected, authorised }: MonthForecast): boolean =>
  expected !== null && expected > Number(authorised);

const isVacant = ({ expected, authorised }: MonthForecast, share: number): boolean => {
  const posts = Number(authorised);
  return expected !== null && posts > 0 && posts - expected > share * posts;
};

/** What lies ahead of an institution: the roster's months, less the seats that retirements free. */
export const forecastOf = (asked: AskedUnit, asOf: string, vacantShare: number): UnitForecast => {
  const { code: unit, name, staffing } = asked;
  if (staffing === null) return { unit, name, categories: null };
  const retiring = retiringOf(asked, asOf);
  const categories = [...new Set(staffing.map(({ category }) => category))].map((category) => {
    const rows = staffing.filter((row) => row.category === category);
    const months = monthsOf(rows, retiring === null ? null : (retiring.get(category) ?? new Map()));
    return {
      category,
      overFrom: months.find(isOver)?.month ?? null,
      vacantFrom: months.find((month) => isVacant(month, vacantShare))?.month ?? null,
      months,
    };
  });
  return { unit, name, categories };
};

/** Whether a category goes over or falls vacant, or nobody knows. */
const isWarned = ({ overFrom, vacantFrom, months }: CategoryForecast): boolean =>
  overFrom !== null || vacantFrom !== null || months.some(({ expected }) => expected === null);

/** The institution with the categories that are to be warned of. */
export const warnedOf = (unit: UnitForecast): UnitForecast => ({
  ...unit,
  categories: unit.categories?.filter(isWarned) ?? null,
});

/** Institutions without those of which there is nothing to tell. */
export const withCategories = (units: readonly UnitForecast[]): UnitForecast[] =>
  units.filter(({ categories }) => categories?.length !== 0);
