import { z } from 'zod';
import { CodedError } from '../../../schema/errors.ts';
import { connectionOf, connectionPages } from '../connection.ts';
import { needed, question } from '../question.ts';
import type { AskQuestion } from './ask.ts';
import { PAGE } from '../judge/populations.ts';

/** An institution of the register, as far as a tree needs it. */
export interface Registered {
  readonly code: string;
  readonly name: string | null;
  /** Code of the institution above it. */
  readonly parent: string | null;
}

const ONE = question(`query Compared($code: InstitutionCode!, $asOf: Date) {
  one: institution(code: $code, asOf: $asOf) { code name }
}`);
const ALL = question(`query Register($first: Int, $after: String, $asOf: Date) {
  all: institutions(first: $first, after: $after, asOf: $asOf) {
    nodes { code name parent { code } }
    pageInfo { hasNextPage endCursor }
  }
}`);

const One = z.object({ code: z.string(), name: z.string().nullable() });
const All = z.object({
  all: connectionOf(One.extend({ parent: z.object({ code: z.string() }).nullable() })),
});

/** One institution; COMPARED_INSTITUTION_UNKNOWN where the register of the day lacks it. */
export const registeredOne = async (ask: AskQuestion, code: string, asOf: string): Promise<Registered> => {
  const one = One.nullable().parse(needed(await ask(ONE, { code, asOf }))['one'] ?? null);
  if (one === null) throw new CodedError('COMPARED_INSTITUTION_UNKNOWN', { code, day: asOf });
  return { ...one, parent: null };
};

/** The register of a day: some thousands of institutions. Throws where it cannot be read whole. */
export const readRegister = async (ask: AskQuestion, asOf: string): Promise<Registered[]> => {
  const read: Registered[] = [];
  const pages = connectionPages(
    async (after) => All.parse(needed(await ask(ALL, { first: PAGE, after, asOf }))).all,
  );
  for await (const nodes of pages)
    read.push(...(nodes ?? []).map(({ parent, ...one }) => ({ ...one, parent: parent?.code ?? null })));
  return read;
};

/** An institution and all below it, each once, those above first. */
export const treeOf = (register: readonly Registered[], root: string): Registered[] => {
  const below = new Map<string | null, Registered[]>();
  for (const one of register) below.set(one.parent, [...(below.get(one.parent) ?? []), one]);
  const tree = new Map(register.flatMap((one) => (one.code === root ? [[root, one] as const] : [])));
  for (const { code } of tree.values())
    for (const child of below.get(code) ?? []) if (!tree.has(child.code)) tree.set(child.code, child);
  return [...tree.values()];
};
