// A client that sends each command until it is acknowledged, under the same key.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Errand } from './errand.ts';
import type { Parts } from './parts.ts';

/** What a client that sends again is told while something is down: whatever was registered, a key is used up once. */
const PASSING: ReadonlySet<unknown> = new Set([
  'DATABASE_UNAVAILABLE',
  'WRITE_UNCONFIRMED',
  'WRITE_BUSY',
  'SUBGRAPH_UNAVAILABLE',
]);

const PAUSE_MS = 200;
/** Longer than whatever the gateway promises: a socket that a killed process has left open ends here. */
const PATIENCE_MS = 35_000;

/** Whatever was killed is back by then, also on a machine that others use. */
const BACK_MS = 120_000;

/** What clients were told. */
export interface Told {
  /** Ids by key. */
  readonly acknowledged: Map<string, string>;
  /** How often each code came; '' where nothing came. */
  readonly codes: Map<string, number>;
  /** What no crash explains. */
  readonly objections: string[];
}

interface Answer {
  readonly data?: { readonly done: unknown } | null;
  readonly errors?: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[];
}

const send = async (parts: Parts, { key, kind, input }: Errand): Promise<Answer | undefined> => {
  try {
    const response = await fetch(`${parts.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await parts.headers(kind.person)) },
      body: JSON.stringify({ query: kind.mutation, variables: { input, key } }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return (await response.json()) as Answer;
  } catch {
    // Nobody there, or gone in the middle.
    return undefined;
  }
};

/** The id in an answer; of a list, that of its one row. */
const idOf = ({ data }: Answer): string | undefined => {
  const [row] = [data?.done].flat();
  return typeof row === 'object' && row !== null && 'id' in row ? String(row.id) : undefined;
};

/** Sends a command until it is acknowledged. */
export const sendUntilDone = async (parts: Parts, errand: Errand, told: Told): Promise<void> => {
  const since = performance.now();
  for (;;) {
    const answer = await send(parts, errand);
    const id = answer && idOf(answer);
    if (id !== undefined) {
      const before = told.acknowledged.get(errand.key) ?? id;
      if (before !== id) told.objections.push(`${errand.key} was ${before} and is ${id}`);
      told.acknowledged.set(errand.key, id);
      return;
    }
    const code = answer === undefined ? '' : (answer.errors?.[0]?.extensions?.['code'] ?? 'no code');
    told.codes.set(String(code), (told.codes.get(String(code)) ?? 0) + 1);
    const mayPass = (code === '' || PASSING.has(code)) && performance.now() - since < BACK_MS;
    if (!mayPass) {
      told.objections.push(`${errand.key} ${errand.kind.table}: ${String(code)}`);
      return;
    }
    await sleep(PAUSE_MS);
  }
};
