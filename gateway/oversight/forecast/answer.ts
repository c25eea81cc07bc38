import { givenMonths } from '../../../schema/months.ts';
import { openGaps, type AskQuestion, type Gap } from '../compare/ask.ts';
import { unitsAhead, type Scope } from './ask.ts';
import { forecastOf, warnedOf, withCategories, type UnitForecast } from './forecast.ts';

/** What is asked of the months to come. */
export interface ForecastAsked extends Scope {
  /** Share of the authorised posts, 0 to 1: more than this vacant is told. */
  readonly vacantShare: number;
  /** Only categories that go over or fall vacant, or of which it is not known. */
  readonly warned: boolean;
}

/** What lies ahead, as `schema/gateway.graphql` has it. */
export interface Forecast {
  readonly asOf: string;
  readonly units: readonly UnitForecast[];
  /** Why some of it is not known. */
  readonly gaps: readonly Gap[];
}

/**
 * Forecasts posts and seats: each owner tells of its own; the gateway, where they meet anyhow, takes one from the other.
 * Throws MONTHS_OUT_OF_RANGE, and COMPARED_INSTITUTION_UNKNOWN where the register of the day lacks the institution.
 */
export const forecastFor = async (
  { vacantShare, warned, ...scope }: ForecastAsked,
  ask: AskQuestion,
): Promise<Forecast> => {
  givenMonths(scope.months);
  const { asOf } = scope;
  const gaps = openGaps();
  const units: UnitForecast[] = [];
  for await (const page of unitsAhead(ask, scope, gaps.add))
    units.push(...page.map((unit) => forecastOf(unit, asOf, vacantShare)));
  return { asOf, units: withCategories(warned ? units.map(warnedOf) : units), gaps: gaps.all() };
};
