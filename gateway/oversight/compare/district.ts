import { z } from 'zod';
import { question } from '../question.ts';
import { gapOf, type AskQuestion } from './ask.ts';
import { PAGE, together } from '../judge/populations.ts';
import type { ComparePage } from './page.ts';
import { OWNER_OF, SIDES, standingsOfPerson, type Said, type Side } from './standing.ts';

/** Everybody in one of the counts, in the order of their keys, with where each owner has them. */
const PEOPLE = question(`query ThreeCounts($after: Pid, $first: Int, $asOf: Date, $month: Month!) {
  seated: personsOfEstablishment(of: SEATED, after: $after, first: $first, asOf: $asOf) { ...Places }
  employed: personsOfHr(of: EMPLOYED, after: $after, first: $first, asOf: $asOf) { ...Places }
  paid: personsOfFinance(of: PAID, after: $after, first: $first, asOf: $asOf) { ...Places }
}
fragment Places on Person {
  pid
  seated: seats(asOf: $asOf) { institution { code } }
  employed: employments(asOf: $asOf) { institution { code } }
  paid: payers(month: $month) { code }
}`);

const Place = z.object({ code: z.string() }).nullable();
const Places = z
  .array(z.union([z.object({ institution: Place }).transform(({ institution }) => institution), Place]))
  .nullable();
const Person = z.object({ pid: z.string(), seated: Places, employed: Places, paid: Places });
const Population = z.array(Person).nullable();
const People = z.object({ seated: Population, employed: Population, paid: Population });

type Person = z.infer<typeof Person>;

const NOBODY = { seated: null, employed: null, paid: null };

/** Where an owner has a person; not whole where it refuses, fails, or tells of some institutions only. */
const saidOf = (places: Person[Side], limited: boolean): Said => {
  const keys = new Set((places ?? []).flatMap((place) => (place === null ? [] : [place.code])));
  return { keys, whole: !limited && places !== null && !places.includes(null) };
};

/** The whole district, page by page. */
export const districtPages = async function* (
  ask: AskQuestion,
  asOf: string,
): AsyncGenerator<ComparePage, void, void> {
  for (let after: string | null = null; ;) {
    const variables = { after, first: PAGE, asOf, month: asOf.slice(0, 7) };
    const { data, errors = [] } = await ask(PEOPLE, variables);
    const populations = People.parse(data ?? NOBODY);
    const limited = new Set(
      errors.map(gapOf).flatMap(({ owner, code }) => (code === 'SHARING_LIMITED' ? [owner] : [])),
    );
    const lacking = new Set(
      SIDES.filter((side) => populations[side] === null || limited.has(OWNER_OF[side])),
    );
    const pages = SIDES.map((side) => populations[side] ?? []);
    const { subjects: people, next } = together(pages, ({ pid }) => pid);
    const standings = people.flatMap((person) => {
      const said = (side: Side): Said => saidOf(person[side], limited.has(OWNER_OF[side]));
      const all = { seated: said('seated'), employed: said('employed'), paid: said('paid') };
      for (const side of SIDES) if (!all[side].whole) lacking.add(side);
      return standingsOfPerson(person.pid, all);
    });
    yield { standings, lacking: [...lacking].map((side) => ({ side })), errors };
    if (next === null) return;
    after = next;
  }
};
