import type { GraphQLError } from 'graphql';
import { z } from 'zod';
import { connectionOf, connectionPages } from '../connection.ts';
import { question, type Question } from '../question.ts';
import type { AskQuestion } from './ask.ts';
import { PAGE } from '../judge/populations.ts';
import type { ComparePage } from './page.ts';
import { SIDES, standingsOfUnit, type Said, type Side } from './standing.ts';

/** A list of an institution, and what of it is asked for. */
const listOf = (name: string, field: string, month: string, more: string): Question =>
  question(`query ${name}($code: InstitutionCode!, $first: Int, $after: String, $asOf: Date${month}) {
  unit: institution(code: $code, asOf: $asOf) {
    list: ${field} { nodes { ${more} person { pid } } pageInfo { hasNextPage endCursor } }
  }
}`);

/** Who is in a count of an institution. A list of a month has payments of other kinds, too. */
const LISTS: Readonly<Record<Side, Question>> = {
  seated: listOf('Seated', 'seats(first: $first, after: $after, asOf: $asOf)', '', ''),
  employed: listOf('Employed', 'staff(first: $first, after: $after, asOf: $asOf)', '', ''),
  paid: listOf('Paid', 'payments(first: $first, after: $after, month: $month)', ', $month: Month!', 'kind'),
};

const Node = z.object({
  kind: z.string().nullish(),
  person: z.object({ pid: z.string() }).nullable(),
});
const Unit = z.object({ unit: z.object({ list: connectionOf(Node).nullable() }).nullable() });

type Node = z.infer<typeof Node>;

/** What a side names; the register that lacks the institution names nobody. */
interface Read extends Said {
  readonly errors: readonly GraphQLError[];
}

/** Null for what may be regular pay or not: its kind was refused. */
const isMeant = (side: Side, { kind }: Node): boolean | null =>
  side === 'paid' ? (kind === null || kind === undefined ? null : kind === 'REGULAR') : true;

const readSide = async (ask: AskQuestion, side: Side, unit: string, asOf: string): Promise<Read> => {
  const keys = new Set<string>();
  const errors: GraphQLError[] = [];
  let whole = true;
  const month = side === 'paid' ? { month: asOf.slice(0, 7) } : {};
  const pages = connectionPages(async (after) => {
    const answer = await ask(LISTS[side], { code: unit, first: PAGE, after, asOf, ...month });
    errors.push(...(answer.errors ?? []));
    return Unit.parse(answer.data ?? { unit: null }).unit?.list ?? null;
  });
  // A list of an institution within the asker's scope is whole: one beyond it is refused, not shortened.
  for await (const nodes of pages) {
    if (nodes === null) whole = false;
    for (const node of nodes ?? []) {
      const meant = isMeant(side, node);
      if (meant === null || (meant && node.person === null)) whole = false;
      else if (meant && node.person !== null) keys.add(node.person.pid);
    }
  }
  return { keys, whole, errors };
};

/** One institution of the register. */
export const unitPage = async (ask: AskQuestion, unit: string, asOf: string): Promise<ComparePage> => {
  const [seated, employed, paid] = await Promise.all(SIDES.map((side) => readSide(ask, side, unit, asOf)));
  const said = { seated: seated!, employed: employed!, paid: paid! };
  return {
    standings: standingsOfUnit(unit, said),
    lacking: SIDES.filter((side) => !said[side].whole).map((side) => ({ side, unit })),
    errors: SIDES.flatMap((side) => said[side].errors),
  };
};
