import { z } from 'zod';
import type { Request } from '../graph.ts';
import type { Rule } from '../rule/compile.ts';

const Page = z
  .object({
    nodes: z.array(z.object({ person: z.object({ pid: z.string() }).nullable() })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  })
  .nullable();

/** Lists of an institution that people stand in, each of another department. */
const LISTS = ['seats', 'staff', 'appointments'] as const;

/** People of an institution on a day, whichever department knows them there; of a rule about institutions, itself. */
export const membersBy =
  (request: Request) =>
  async (institutionCode: string, { metadata }: Rule, asOf: string): Promise<readonly string[]> => {
    if (metadata.subject === 'INSTITUTION') return [institutionCode];
    const members = new Set<string>();
    for (const list of LISTS)
      for (let after: string | null = null; ;) {
        const { unit } = await request(
          `query Members($code: InstitutionCode!, $after: String, $asOf: Date) {
            unit: institution(code: $code, asOf: $asOf) {
              page: ${list}(first: 1000, after: $after, asOf: $asOf) {
                nodes { person { pid } } pageInfo { hasNextPage endCursor }
              }
            }
          }`,
          { code: institutionCode, after, asOf },
        );
        const page: z.infer<typeof Page> = Page.parse((unit as { page?: unknown } | null)?.page ?? null);
        for (const { person } of page?.nodes ?? []) if (person !== null) members.add(person.pid);
        after = page?.pageInfo.hasNextPage === true ? page.pageInfo.endCursor : null;
        if (after === null) break;
      }
    return [...members].sort();
  };
