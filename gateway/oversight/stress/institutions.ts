import { z } from 'zod';
import { connectionOf, connectionPages } from '../connection.ts';
import type { Request } from '../graph.ts';
import { PAGE } from '../judge/populations.ts';

const REGISTER = `query StressRegister($first: Int, $after: String, $asOf: Date) {
  institutions(first: $first, after: $after, asOf: $asOf) {
    nodes { code name kind grade internalBodies(asOf: $asOf) { name } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const Register = z.object({
  institutions: connectionOf(
    z.object({
      code: z.string(),
      name: z.string().nullable(),
      kind: z.string().nullable(),
      grade: z.string().nullable(),
      internalBodies: z.array(z.object({ name: z.string() })).nullable(),
    }),
  ),
});

/** An institution of the register, as far as planted people need it. */
export interface Institution {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly grade: string;
  readonly bodies: readonly string[];
}

/** The institutions of a day that people can work in: those with a name, a kind, a grade and internal bodies. */
export const readInstitutions = async (request: Request, asOf: string): Promise<Institution[]> => {
  const read: Institution[] = [];
  const pages = connectionPages(
    async (after) => Register.parse(await request(REGISTER, { first: PAGE, after, asOf })).institutions,
  );
  for await (const nodes of pages)
    for (const { code, name, kind, grade, internalBodies } of nodes ?? [])
      if (name !== null && kind !== null && grade !== null && internalBodies?.[0] !== undefined)
        read.push({ code, name, kind, grade, bodies: internalBodies.map((body) => body.name) });
  return read;
};
