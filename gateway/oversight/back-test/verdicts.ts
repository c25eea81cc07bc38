import { z } from 'zod';
import { connectionOf, connectionPages } from '../connection.ts';
import type { Request } from '../graph.ts';
import { hitKey } from './month.ts';

/** How people judged: confirmed ones among those judged; the ratio is null while none is. */
export interface Precision {
  readonly confirmed: number;
  readonly refuted: number;
  readonly ratio: number | null;
}

/** What people made of a rule's findings. */
export interface Verdicts {
  /** As the ledger has it, over all versions; null where it does not know the rule. */
  readonly ledger: Precision | null;
  /** Findings that were judged, by `hitKey`: true for a confirmed one. */
  readonly judged: ReadonlyMap<string, boolean>;
}

/** Verdicts on the findings of a rule. */
export type VerdictsOf = (ruleId: string) => Promise<Verdicts>;

const precisionOf = (confirmed: number, refuted: number): Precision => ({
  confirmed,
  refuted,
  ratio: confirmed + refuted === 0 ? null : confirmed / (confirmed + refuted),
});

/** Precision of hits that people have judged when an earlier version found them. */
export const precisionAmong = (hits: ReadonlySet<string>, { judged }: Verdicts): Precision => {
  const verdicts = [...judged].flatMap(([key, confirmed]) => (hits.has(key) ? [confirmed] : []));
  const confirmed = verdicts.filter(Boolean).length;
  return precisionOf(confirmed, verdicts.length - confirmed);
};

const Known = z.object({
  rule: z.object({ precision: z.object({ confirmed: z.int(), refuted: z.int() }).nullable() }).nullable(),
});
const Findings = z.object({ page: connectionOf(z.object({ subject: z.string(), period: z.string() })) });

const PRECISION =
  'query Precision($id: ID!) { rule: standingRule(id: $id) { precision { confirmed refuted } } }';
const JUDGED = `query Judged($id: ID!, $state: FindingState!, $after: String) {
  page: findings(ruleId: $id, state: $state, first: 1000, after: $after) {
    nodes { subject period }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** Verdicts as the ledger has them, through the graph. */
export const verdictsBy = (request: Request): VerdictsOf => {
  const judgedAs = async (id: string, state: 'CONFIRMED' | 'REFUTED'): Promise<[string, boolean][]> => {
    const judged: [string, boolean][] = [];
    const pages = connectionPages(
      async (after) => Findings.parse(await request(JUDGED, { id, state, after })).page,
    );
    for await (const nodes of pages)
      for (const node of nodes ?? []) judged.push([hitKey(node), state === 'CONFIRMED']);
    return judged;
  };
  return async (id) => {
    const { rule } = Known.parse(await request(PRECISION, { id }));
    const { precision = null } = rule ?? {};
    return {
      ledger: precision === null ? null : precisionOf(precision.confirmed, precision.refuted),
      judged: new Map([...(await judgedAs(id, 'CONFIRMED')), ...(await judgedAs(id, 'REFUTED'))]),
    };
  };
};
