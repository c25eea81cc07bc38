import { setImmediate as nextTurn } from 'node:timers/promises';
import { fenToYuan } from '../../../schema/money.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Hit } from '../judge/judge.ts';
import type { Found, Judged, Unknown } from '../judge/page.ts';
import type { Rule } from '../rule/compile.ts';

/** Makes the evidence of what was found about a subject, see `evidenceOf`. */
export type MakeEvidence = (row: Readonly<Record<string, unknown>>, hit: Hit) => Evidence;

/** A hit of a subject as the ledger takes it. */
const hitInput = ({ metadata }: Rule, { key, row }: Found, hit: Hit, evidence: MakeEvidence) => ({
  subjectKind: metadata.subject,
  subject: key,
  period: hit.period,
  institutionCode: hit.institutionCode,
  severity: hit.severity,
  amount: hit.amountFen === null ? null : fenToYuan(hit.amountFen),
  digest: hit.digest,
  sentenceEn: hit.says.en.trim(),
  sentenceZh: hit.says.zh.trim(),
  evidence: JSON.stringify(evidence(row, hit)),
});

/** Others of the process have their turn after so many hits, e.g. whoever keeps a lease. */
const HITS_A_TURN = 20;

/** Evidence is made where something was found: of most pages, nothing was. */
const hitInputs = async (rule: Rule, found: readonly Found[], evidenceOf: () => Promise<MakeEvidence>) => {
  const inputs: ReturnType<typeof hitInput>[] = [];
  const hit = found.filter(({ hits }) => hits.length > 0);
  if (hit.length === 0) return inputs;
  const evidence = await evidenceOf();
  for (const one of hit)
    for (const each of one.hits) {
      inputs.push(hitInput(rule, one, each, evidence));
      if (inputs.length % HITS_A_TURN === 0) await nextTurn();
    }
  return inputs;
};

const unknownInputs = ({ metadata }: Rule, unknown: readonly Unknown[]) =>
  unknown.map(({ key, owners }) => ({ subjectKind: metadata.subject, subject: key, owners }));

/** A page, or a part of it, as the ledger takes it. */
export const findingsOf = async (
  rule: Rule,
  { found, unknown }: Pick<Judged, 'found' | 'unknown'>,
  evidenceOf: () => Promise<MakeEvidence>,
) => ({
  hits: await hitInputs(rule, found, evidenceOf),
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
