import type { GraphQLError } from 'graphql';
import { z } from 'zod';
import type { AskQuestion } from '../compare/ask.ts';
import { readRegister, registeredOne, treeOf } from '../compare/register.ts';
import { connectionOf, connectionPages } from '../connection.ts';
import { needed, question } from '../question.ts';

/** What is asked about. */
export interface Scope {
  /** Code of an institution; null for the whole district. */
  readonly institution: string | null;
  /** Also all institutions below it. */
  readonly tree: boolean;
  readonly months: number;
  /** YYYY-MM-DD. */
  readonly asOf: string;
}

/** Institutions asked for at once: 24 months of each of their categories are some 100 rows. */
const PAGE = 100;

const AHEAD = `fragment Ahead on Institution {
  code
  name
  staffing: staffingAhead(months: $months, asOf: $asOf) { category month authorised occupied entering leaving }
  retirements: retirementsDue(months: $months, asOf: $asOf) {
    dueOn
    person {
      pid
      seats(asOf: $asOf) { category exempt validTo institution { code } }
      movements { direction effectiveOn institution { code } }
    }
  }
}`;
const ONE = question(`query ForecastOfUnit($code: InstitutionCode!, $asOf: Date, $months: Int!) {
  one: institution(code: $code, asOf: $asOf) { ...Ahead }
}
${AHEAD}`);
const ALL = question(`query Forecast($first: Int, $after: String, $asOf: Date, $months: Int!) {
  all: institutions(first: $first, after: $after, asOf: $asOf) {
    nodes { ...Ahead }
    pageInfo { hasNextPage endCursor }
  }
}
${AHEAD}`);

const Place = z.object({ code: z.string() }).nullable();
const Seat = z.object({
  category: z.string().nullable(),
  exempt: z.boolean().nullable(),
  validTo: z.string().nullable(),
  institution: Place,
});
const Movement = z.object({
  direction: z.string().nullable(),
  effectiveOn: z.string().nullable(),
  institution: Place,
});
const Retirement = z.object({
  dueOn: z.string().nullable(),
  person: z
    .object({
      pid: z.string(),
      seats: z.array(Seat).nullable(),
      movements: z.array(Movement).nullable(),
    })
    .nullable(),
});
const Month = z.object({
  category: z.string(),
  month: z.string(),
  authorised: z.string(),
  occupied: z.int(),
  entering: z.int(),
  leaving: z.int(),
});
const Unit = z.object({
  code: z.string(),
  name: z.string().nullable(),
  /** Null where the roster does not tell all of it. */
  staffing: z.array(Month).nullable().catch(null),
  retirements: z.array(Retirement).nullable(),
});
const One = z.object({ one: Unit.nullable() });
const All = z.object({ all: connectionOf(Unit) });

/** What the owners tell of an institution. */
export type AskedUnit = z.infer<typeof Unit>;
export type AskedRetirement = z.infer<typeof Retirement>;

/** Institutions with what their owners tell of the months to come, page by page; told of refusals. */
export const unitsAhead = async function* (
  ask: AskQuestion,
  { institution, tree, months, asOf }: Scope,
  onErrors: (errors: readonly GraphQLError[]) => void,
): AsyncGenerator<readonly AskedUnit[], void, void> {
  if (institution === null) {
    const pages = connectionPages(async (after) => {
      const answer = await ask(ALL, { first: PAGE, after, asOf, months });
      onErrors(answer.errors ?? []);
      // Without the register there is nothing to tell of.
      return All.parse(answer.data?.['all'] ? answer.data : needed(answer)).all;
    });
    for await (const nodes of pages) yield nodes ?? [];
    return;
  }
  const one = await registeredOne(ask, institution, asOf);
  for (const { code } of tree ? treeOf(await readRegister(ask, asOf), institution) : [one]) {
    const { data, errors = [] } = await ask(ONE, { code, asOf, months });
    onErrors(errors);
    const unit = One.parse(data ?? { one: null }).one;
    yield unit === null ? [] : [unit];
  }
};
