import { useCallback, useEffect, useState } from 'react';
import type { AskDesk, Failure } from '../ask.ts';
import { FINDINGS, variablesOf } from './findings.ts';
import type { Finding, FindingPage, Wanted } from './findings.ts';

/** How many findings are shown at once. */
const AT_ONCE = 50;

interface Known {
  /** Undefined until they are read. */
  readonly found: readonly Finding[] | undefined;
  readonly total: number;
  /** Cursor behind which more begins; null where there is no more. */
  readonly next: string | null;
  readonly failures: readonly Failure[];
}

/** Findings as far as they are read. */
export interface Findings extends Known {
  readonly more: () => Promise<void>;
  /** Takes over a finding that somebody has changed. */
  readonly change: (finding: Finding) => void;
}

const NOTHING: Known = { found: undefined, total: 0, next: null, failures: [] };

const readTo = (page: FindingPage | null | undefined, before: Known, failures: readonly Failure[]): Known =>
  page === null || page === undefined
    ? { ...before, failures }
    : {
        found: [...(before.found ?? []), ...page.nodes],
        total: page.totalCount,
        next: page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null,
        failures,
      };

/** Reads the first page of what is wanted, and one more whenever it is told to. Whoever wants others makes another list. */
export const useFindings = (ask: AskDesk, wanted: Wanted): Findings => {
  const [known, setKnown] = useState(NOTHING);
  const read = useCallback(
    (after: string | null) =>
      ask<{ readonly findings: FindingPage | null }>(FINDINGS, variablesOf(wanted, after, AT_ONCE)).then(
        ({ data, failures }) => setKnown((before) => readTo(data?.findings, before, failures)),
      ),
    [ask, wanted],
  );
  useEffect(() => void read(null), [read]);
  const change = useCallback(
    (finding: Finding) =>
      setKnown((before) => ({
        ...before,
        found: before.found?.map((each) => (each.id === finding.id ? finding : each)),
      })),
    [],
  );
  return { ...known, more: () => read(known.next), change };
};
