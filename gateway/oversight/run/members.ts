import { z } from 'zod';
import { connectionOf, connectionPages } from '../connection.ts';
import type { Request } from '../graph.ts';
import type { Rule } from '../rule/compile.ts';

const Unit = z.object({
  unit: z
    .object({ page: connectionOf(z.object({ person: z.object({ pid: z.string() }).nullable() })).nullable() })
    .nullable(),
});

/** Lists of an institution that people stand in, each of another department. */
const LISTS = ['seats', 'staff', 'appointments'] as const;

const textOf = (list: string): string =>
  `query Members($code: InstitutionCode!, $after: String, $asOf: Date) {
    unit: institution(code: $code, asOf: $asOf) {
      page: ${list}(first: 1000, after: $after, asOf: $asOf) {
        nodes { person { pid } } pageInfo { hasNextPage endCursor }
      }
    }
  }`;

/** People of an institution on a day, whichever department knows them there; of a rule about institutions, itself. */
export const membersBy =
  (request: Request) =>
  async (institutionCode: string, { metadata }: Rule, asOf: string): Promise<readonly string[]> => {
    if (metadata.subject === 'INSTITUTION') return [institutionCode];
    const members = new Set<string>();
    for (const list of LISTS) {
      const text = textOf(list);
      const pages = connectionPages(async (after) => {
        const { unit } = Unit.parse(await request(text, { code: institutionCode, after, asOf }));
        return unit?.page ?? null;
      });
      for await (const nodes of pages)
        for (const { person } of nodes ?? []) if (person !== null) members.add(person.pid);
    }
    return [...members].sort();
  };
