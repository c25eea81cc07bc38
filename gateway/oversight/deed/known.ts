// What is registered of a person that a deed goes on from, read as the oversight.
import { z } from 'zod';
import type { Request } from '../graph.ts';

const Text = z.string().nullable();
const Unit = z.object({ code: z.string() }).nullable();
const Row = z.object({ id: z.string(), version: z.int(), institution: Unit });

const Born = z.object({ bornOn: Text, sex: Text, education: Text });
const Held = z.object({
  appointments: z.array(Row.extend({ concurrent: z.boolean().nullable(), validFrom: z.string() })).nullable(),
  seats: z.array(Row).nullable(),
});

/** Who somebody is, as HR has it: null for whom HR does not know. */
export type Born = z.infer<typeof Born>;
/** Posts and seats that somebody holds on a day. */
export type Held = z.infer<typeof Held>;

const BORN = `query Born($pid: Pid!) { person(pid: $pid) { bornOn sex education } }`;
const HELD = `query Held($pid: Pid!, $asOf: Date) { person(pid: $pid) {
  appointments(asOf: $asOf) { id version validFrom concurrent institution { code } }
  seats(asOf: $asOf) { id version institution { code } }
} }`;

/** Who somebody is. */
export const bornOf = async (request: Request, pid: string): Promise<Born> =>
  z.object({ person: Born.nullable() }).parse(await request(BORN, { pid })).person ?? {
    bornOn: null,
    sex: null,
    education: null,
  };

/** What somebody holds on a day. */
export const heldBy = async (request: Request, pid: string, asOf: string): Promise<Held> =>
  z.object({ person: Held.nullable() }).parse(await request(HELD, { pid, asOf })).person ?? {
    appointments: [],
    seats: [],
  };
