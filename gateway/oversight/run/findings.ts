import { fenToYuan } from '../../../schema/money.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Found, Judged, Unknown } from '../judge/page.ts';
import type { Rule } from '../rule/compile.ts';

/** Makes the evidence of a subject, see `evidenceOf`. */
export type MakeEvidence = (row: Readonly<Record<string, unknown>>) => Evidence;

/** Hits of subjects as the ledger takes them. */
const hitInputs = ({ metadata }: Rule, found: readonly Found[], evidence: MakeEvidence) =>
  found.flatMap(({ key, row, hits }) => {
    if (hits.length === 0) return [];
    const made = JSON.stringify(evidence(row));
    return hits.map(({ period, institutionCode, severity, amountFen, digest, says }) => ({
      subjectKind: metadata.subject,
      subject: key,
      period,
      institutionCode,
      severity,
      amount: amountFen === null ? null : fenToYuan(amountFen),
      digest,
      sentenceEn: says.en.trim(),
      sentenceZh: says.zh.trim(),
      evidence: made,
    }));
  });

const unknownInputs = ({ metadata }: Rule, unknown: readonly Unknown[]) =>
  unknown.map(({ key, owners }) => ({ subjectKind: metadata.subject, subject: key, owners }));

/** A page, or a part of it, as the ledger takes it. */
export const findingsOf = (
  rule: Rule,
  { found, unknown }: Pick<Judged, 'found' | 'unknown'>,
  evidence: MakeEvidence,
) => ({
  hits: hitInputs(rule, found, evidence),
  unknown: unknownInputs(rule, unknown),
});

/** Most hits that are entered at once. Source: `FindingsInput.hits`. */
const HITS_MAX = 1000;

interface Part {
  readonly found: readonly Found[];
  readonly unknown: readonly Unknown[];
  /** Key of its last subject; null for the last part, which reaches to the end of the page. */
  readonly upTo: string | null;
}

/** A page in parts that the ledger takes at once: as a rule there is one. */
export const partsOf = ({ found, unknown }: Pick<Judged, 'found' | 'unknown'>): Part[] => {
  const total = found.reduce((sum, { hits }) => sum + hits.length, 0);
  if (total <= HITS_MAX) return [{ found, unknown, upTo: null }];
  const middle = Math.ceil(found.length / 2);
  const at = found[middle - 1]!.key;
  const lower = partsOf({
    found: found.slice(0, middle),
    unknown: unknown.filter(({ key }) => key <= at),
  });
  const upper = partsOf({
    found: found.slice(middle),
    unknown: unknown.filter(({ key }) => key > at),
  });
  return [...lower.slice(0, -1), { ...lower.at(-1)!, upTo: at }, ...upper];
};
