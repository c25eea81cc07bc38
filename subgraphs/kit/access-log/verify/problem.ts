import { CodedError, type ErrorCode } from '../../../../schema/errors.ts';

/** What can be wrong with an access log. */
export type ProblemCode = Extract<
  ErrorCode,
  | `ACCESS_RECORD_${string}`
  | `ACCESS_CHECKPOINT_${string}`
  | 'ACCESS_ARCHIVE_MISSING'
  | 'ACCESS_LOG_TRUNCATED'
  | 'ACCESS_LOG_ROLLED_BACK'
  | 'ACCESS_LOG_HEAD_EDITED'
>;

/** Something that is wrong, and the first record that it is about. */
export interface Problem {
  readonly code: ProblemCode;
  readonly seq: number;
  readonly en: string;
  readonly zh: string;
}

/** Takes note of a problem. */
export type Report = (code: ProblemCode, seq: number) => void;

/** Most problems of one code that are told one by one: a log that was replaced has as many as records. */
export const PROBLEMS_MAX = 1000;

const toProblem = (owner: string, code: ProblemCode, seq: number): Problem => {
  const { message, zh } = new CodedError(code, { owner, seq });
  return { code, seq, en: message, zh };
};

/** Collects problems, the first records first. */
export const collectProblems = (owner: string): { report: Report; problems: () => Problem[] } => {
  const found: Problem[] = [];
  const counts = new Map<ProblemCode, number>();
  return {
    report: (code, seq) => {
      const count = (counts.get(code) ?? 0) + 1;
      counts.set(code, count);
      if (count <= PROBLEMS_MAX) found.push(toProblem(owner, code, seq));
    },
    problems: () => found.toSorted((a, b) => a.seq - b.seq),
  };
};
