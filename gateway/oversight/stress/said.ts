import { z } from 'zod';
import { connectionOf, connectionPages } from '../connection.ts';
import type { Request } from '../graph.ts';
import { PAGE } from '../judge/populations.ts';
import { isFull, type Severity } from '../rule/metadata.ts';
import type { Said } from './score.ts';

const FINDINGS = `query StressFindings($first: Int, $after: String, $ruleId: ID) {
  findings(first: $first, after: $after, ruleId: $ruleId) {
    nodes { subject present severity state unknownOwners }
    pageInfo { hasNextPage endCursor }
  }
}`;

const Findings = z.object({
  findings: connectionOf(
    z.object({
      subject: z.string(),
      present: z.boolean(),
      severity: z.string().nullable(),
      state: z.string(),
      unknownOwners: z.array(z.string()).nullable(),
    }),
  ),
});

/** What the ledger holds of a rule: whom it hits now, and about whom it cannot say. A mere warning is no hit. */
export const readSaid = async (
  request: Request,
  { rule, severity: full }: { readonly rule: string; readonly severity: Severity },
): Promise<Said[]> => {
  const said: Said[] = [];
  const pages = connectionPages(
    async (after) => Findings.parse(await request(FINDINGS, { first: PAGE, after, ruleId: rule })).findings,
  );
  for await (const nodes of pages)
    for (const { subject, present, severity, state, unknownOwners } of nodes ?? [])
      if (state === 'UNKNOWN') said.push({ rule, subject, unknown: unknownOwners ?? [] });
      else if (present && isFull(severity, full)) said.push({ rule, subject, unknown: [] });
  return said;
};
