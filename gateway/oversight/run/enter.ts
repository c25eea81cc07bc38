import type { Judged, Range } from '../judge/page.ts';
import { codeOf } from '../question.ts';
import type { Rule } from '../rule/compile.ts';
import { findingsOf, partsOf, type MakeEvidence } from './findings.ts';
import type { Ledger, Shard } from './ledger.ts';

/** Seconds until a shard is tried again whose owners do not answer. */
const WAIT_SECONDS = 5;

/** A page of a shard, judged. */
export interface JudgedPage {
  readonly range: Range;
  readonly judged: Judged;
  /** When its facts began to be read, on the clock of `performance`. */
  readonly readAt: number;
  readonly milliseconds: number;
}

/** True where owners that did not answer may answer later: the shard stops here and waits for them. */
export const mustWait = ({ missing, unknown }: Judged): boolean =>
  missing.length > 0 || unknown.some(({ passing }) => passing);

const isIn = (key: string, from: string | null, upTo: string | null): boolean =>
  (from === null || key > from) && (upTo === null || key <= upTo);

/** Subjects about which a page, or a part of it, says something. */
const evaluatedOf = ({ among }: Range, from: string | null, upTo: string | null, count: number) =>
  among === null
    ? { evaluated: { from, upTo }, subjectCount: count }
    : { subjects: among.filter((key) => isIn(key, from, upTo)) };

/** An error as the ledger keeps it: with its code where it has one. */
const textOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const code = codeOf(error);
  return code === undefined ? error.message : `${code}: ${error.message}`;
};

const NOTHING = { subjects: [], hits: [], unknown: [] };

/** What a page is about: a version of a rule on a day, and the shard that it is part of where it is part of one. */
export interface About {
  readonly ruleId: string;
  readonly version: number;
  readonly asOf: string;
  readonly reason: string;
  readonly shardId?: string;
  readonly worker?: string;
}

/** What pages of a shard are about that a worker has in hand. */
export const aboutShard = (
  { id: shardId, rule: { ruleId, version }, asOf, reason }: Shard,
  worker: string,
): About => ({ shardId, worker, ruleId, version, asOf, reason });

/** Enters pages. LEASE_LOST where a worker has the shard no longer: nothing is entered then. */
export const entering = (ledger: Ledger) => {
  const enter = async (
    about: About,
    rule: Rule,
    evidenceOf: () => Promise<MakeEvidence>,
    { range, judged, readAt, milliseconds }: JudgedPage,
  ): Promise<void> => {
    const waits = mustWait(judged);
    const waiting = { waitSeconds: WAIT_SECONDS, requests: 1, milliseconds };
    if (judged.missing.length > 0) {
      await ledger.record({ ...about, ...NOTHING, ...waiting, waitingFor: judged.missing });
      return;
    }
    let from = range.after;
    for (const part of partsOf(judged)) {
      const last = part.upTo === null;
      const upTo = part.upTo ?? range.upTo;
      await ledger.record({
        ...about,
        ...evaluatedOf(range, from, upTo, part.found.length + part.unknown.length),
        // Behind the page: who has just answered it says under what, too.
        ...(await findingsOf(rule, part, evidenceOf)),
        ageMilliseconds: Math.ceil(performance.now() - readAt),
        ...(waits ? {} : { cursor: part.upTo ?? judged.next }),
        ...(last && waits ? waiting : {}),
        ...(last && !waits ? { finished: judged.next === null, requests: 1, milliseconds } : {}),
      });
      from = upTo;
    }
  };

  /** Says that a shard cannot go on. */
  const fail = async (about: About, error: unknown): Promise<void> => {
    await ledger.record({ ...about, ...NOTHING, error: textOf(error) });
  };

  return { enter, fail };
};
