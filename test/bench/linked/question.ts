import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATIONS_DIRECTORY } from '../../../gateway/compose/read.ts';
import type { Endpoint } from '../load/agree.ts';
import { headersFor } from '../load/on-behalf.ts';
import { questionsOf, type Questions } from '../load/question.ts';

/** First month of the payments that are asked for. */
const FROM = '2026-08';

const query = readFileSync(join(OPERATIONS_DIRECTORY, '05-people-of-a-unit.graphql'), 'utf8');

interface Institutions {
  readonly data: {
    readonly institutions: {
      readonly nodes: readonly { readonly code: string; readonly occupied: number }[];
    };
  };
}

/** The linked query for every institution with so many seats; it asks for the first 100. */
export const linkedQuestions = async (stack: Endpoint, seats: number): Promise<Questions> => {
  const response = await fetch(stack.endpoint, {
    method: 'POST',
    headers: await headersFor(stack),
    body: JSON.stringify({ query: '{ institutions(first: 1000) { nodes { code occupied } } }' }),
  });
  const { data } = (await response.json()) as Institutions;
  const codes = data.institutions.nodes.filter(({ occupied }) => occupied >= seats).map(({ code }) => code);
  return questionsOf(
    query,
    codes.map((code) => ({ code, from: FROM })),
  );
};
