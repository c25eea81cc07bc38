import { CodedError } from '../../../schema/errors.ts';
import { fenToYuan } from '../../../schema/money.ts';
import { openGaps, type CompareGraph, type Gap } from '../compare/ask.ts';
import { explainJudgement, type Step } from '../judge/explain.ts';
import type { Hit } from '../judge/judge.ts';
import { judgePage, type Ask, type Judged } from '../judge/page.ts';
import type { Rule } from '../rule/compile.ts';
import { checkSubject } from './subject.ts';

type Row = Readonly<Record<string, unknown>>;

/** What a rule says about one subject, as `schema/gateway.graphql` has it. */
export interface RuleTrial {
  readonly rule: string;
  readonly subject: string;
  readonly asOf: string;
  /** False where no population has the subject; null where an owner did not tell. */
  readonly isSubject: boolean | null;
  /** True where it is decided: with hits, or without. */
  readonly decided: boolean;
  readonly hits: readonly (Omit<Hit, 'amountFen' | 'digest'> & { readonly amount: string | null })[];
  readonly steps: readonly Step[];
  /** Why the rule cannot be worked out for this subject. */
  readonly failure: string | null;
  readonly unknownOwners: readonly string[];
  readonly gaps: readonly Gap[];
}

const shownHit = ({
  period,
  severity,
  amountFen,
  institutionCode,
  says,
}: Hit): RuleTrial['hits'][number] => ({
  period,
  severity,
  institutionCode,
  says: { en: says.en.trim(), zh: says.zh.trim() },
  amount: amountFen === null ? null : fenToYuan(amountFen),
});

/** Keeps the subject as it was answered, for the explanation where it cannot be judged. */
const keepingRow = (
  rule: Rule,
  subject: string,
  ask: Ask,
): { readonly ask: Ask; readonly row: () => Row | undefined } => {
  let row: Row | undefined;
  return {
    row: () => row,
    ask: async (asked, variables) => {
      const answer = await ask(asked, variables);
      const rows = rule.populations.flatMap((name) => (answer.data?.[name] ?? []) as readonly Row[]);
      row = rows.find((each) => each[rule.key] === subject);
      return answer;
    },
  };
};

/** What went wrong in an expression, in its first line. */
const failureOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

const judged = async (
  rule: Rule,
  { subject, asOf }: { readonly subject: string; readonly asOf: string },
  ask: Ask,
  signal: AbortSignal,
): Promise<Judged | { readonly failure: string }> => {
  try {
    return await judgePage(rule, asOf, { after: null, upTo: null, among: [subject] }, ask, {
      onFailure: 'THROW',
    });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof CodedError) throw error;
    return { failure: failureOf(error) };
  }
};

/** Decides about one subject and says how; nothing is kept. Owners' refusals stand in `gaps`. Throws RULE_SUBJECT_INVALID. */
export const tryRule = async (
  rule: Rule,
  { subject, asOf }: { readonly subject: string; readonly asOf: string },
  { ask }: Pick<CompareGraph, 'ask'>,
  signal: AbortSignal,
): Promise<RuleTrial> => {
  checkSubject(rule, subject);
  const about = { subject, asOf };
  const gaps = openGaps();
  const keeping = keepingRow(rule, subject, async (asked, variables) => {
    const answer = await ask(asked, variables);
    gaps.add(answer.errors ?? []);
    return answer;
  });
  const page = await judged(rule, about, keeping.ask, signal);
  const trial = { rule: rule.metadata.id, ...about, gaps: gaps.all(), hits: [], steps: [], failure: null };
  if ('failure' in page) {
    const row = keeping.row();
    const steps = row === undefined ? [] : explainJudgement(rule, asOf, row);
    return { ...trial, ...page, steps, isSubject: row !== undefined, decided: false, unknownOwners: [] };
  }
  const [found] = page.found;
  const unknownOwners = [
    ...new Set([...page.missing, ...page.unknown.flatMap(({ owners }) => owners)]),
  ].sort();
  if (found === undefined)
    return {
      ...trial,
      unknownOwners,
      isSubject: page.missing.length > 0 ? null : page.unknown.length > 0,
      decided: false,
    };
  const steps = explainJudgement(rule, asOf, found.row);
  return { ...trial, unknownOwners, isSubject: true, decided: true, steps, hits: found.hits.map(shownHit) };
};
