// The establishment office with its ledger of standing rules, and who works with it.
import type { Asker, Viewer } from '../../schema/sharing.ts';
import { establishment } from '../../subgraphs/establishment/main.ts';
import { TODAY } from './department.ts';
import { askerOf, viewerWith } from './sharing.ts';
import { openSharingDepartment, type SharingDepartment } from './sharing-department.ts';

const staff = (said: Partial<Viewer>): Asker => askerOf(viewerWith({ department: 'establishment', ...said }));

/** The system that runs standing rules. */
export const engine = staff({
  subject: 'oversight',
  kind: 'system',
  clientId: 'fournets-oversight',
  roles: ['clerk'],
});
export const clerk = staff({ subject: 'clerk', roles: ['clerk'] });
export const director = staff({ subject: 'director', roles: ['director'] });

/** Somebody of discipline inspection: writes rules, and decides nothing about them. */
export const investigator = askerOf(
  viewerWith({ subject: 'investigator', department: 'discipline', roles: ['investigator'] }),
);

/** Whoever may not even write a rule. */
export const nonWriters: readonly (Asker | undefined)[] = [
  undefined,
  askerOf(viewerWith({ department: 'discipline', roles: ['clerk'] })),
  askerOf(viewerWith({ department: 'finance', roles: ['investigator'] })),
  askerOf(viewerWith({ kind: 'system', department: 'discipline', roles: ['investigator'] })),
  staff({ roles: [] }),
  staff({ roles: ['unit-hr'], units: ['A'] }),
];

/** Whoever the ledger's other mutations are none of the business of. */
export const strangers: readonly (Asker | undefined)[] = [...nonWriters, investigator];

export const personKey = (number: number): string => number.toString(16).padStart(32, '0');

const text = (operation: string): string => operation.replaceAll(/\s+/g, ' ').trim();

export const SAVE = text(`mutation ($input: RuleInput!) {
  rule: saveRule(input: $input) { ruleId version text parameters digest origin savedBy savedDepartment note floor }
}`);
export const START = text(`mutation ($input: RuleRunInput!) {
  run: startRuleRun(input: $input) { id state asOf reason requestedBy rules { ruleId version } progress { shards } }
}`);
export const CLAIM = text(`mutation ($worker: String!, $leaseSeconds: Int! = 60) {
  shard: claimShard(worker: $worker, leaseSeconds: $leaseSeconds) {
    id run { id state asOf reason } rule { ruleId version text parameters } fromKey upToKey cursor state worker attempts
  }
}`);
export const RENEW = text(`mutation ($id: ID!, $worker: String!, $leaseSeconds: Int! = 60) {
  shard: renewShard(id: $id, worker: $worker, leaseSeconds: $leaseSeconds) { id leaseUntil }
}`);
export const RECORD = text(`mutation ($input: FindingsInput!) {
  recorded: recordFindings(input: $input) {
    appeared changed withdrawn undecided shard { id state cursor worker notBefore run { state } }
  }
}`);
export const RUN = text(`query ($id: ID!) {
  run: ruleRun(id: $id) {
    state finishedAt
    progress { shards shardsDone subjectsDone subjectsTotal hits unknown requests milliseconds rate secondsLeft waitingFor errors }
  }
}`);
const FINDINGS = text(`query ($ruleId: ID!) {
  findings(ruleId: $ruleId, first: 1000) {
    nodes {
      id ruleVersion subjectKind subject period severity amount state present digest sentenceEn sentenceZh evidence
      unknownOwners asOf verdictBy verdictAt verdictReason version
      events { action fromState toState actor reason reasonZh digest runId }
    }
  }
}`);
const judge = (verdict: 'confirm' | 'refute'): string =>
  `mutation ($id: ID!, $version: Int!, $reason: String!) {
    finding: ${verdict}Finding(id: $id, version: $version, reason: $reason) { id state verdictBy verdictReason version }
  }`;
export const CONFIRM = text(judge('confirm'));
export const REFUTE = text(judge('refute'));

/** A finding as the graph shows it. */
export interface Shown {
  readonly id: string;
  readonly ruleVersion: number;
  readonly subject: string;
  readonly period: string;
  readonly state: string;
  readonly present: boolean;
  readonly digest: string | null;
  readonly unknownOwners: readonly string[] | null;
  readonly version: number;
  readonly events: readonly Readonly<Record<string, unknown>>[];
}

/** What was found about a person: `digest` tells the facts. */
export const hit = (subject: string, said: object = {}) => ({
  subjectKind: 'PERSON',
  subject,
  period: '',
  institutionCode: 'A',
  severity: 'RED',
  amount: '12.50',
  digest: 'd1',
  sentenceEn: 'Paid after death.',
  sentenceZh: '死亡后领薪。',
  evidence: '{"finance":{"months":["2026-01"]}}',
  ...said,
});

export const undecided = (subject: string, ...owners: readonly string[]) => ({
  subjectKind: 'PERSON',
  subject,
  owners: owners.length === 0 ? ['hr'] : owners,
});

/** What was evaluated, with nothing found, but for what is said. */
export const evaluation = (ruleId: string, said: object = {}) => ({
  ruleId,
  version: 1,
  asOf: TODAY,
  reason: 'SCHEDULED',
  hits: [],
  unknown: [],
  ...said,
});

/** The office under test. */
export interface OversightOffice extends SharingDepartment {
  /** Does something, and fails the test where it is refused. */
  readonly done: (
    asker: Asker,
    operation: string,
    variables: object,
  ) => Promise<Readonly<Record<string, unknown>>>;
  /** Code of the refusal. */
  readonly refusedBy: (asker: Asker | undefined, operation: string, variables: object) => Promise<unknown>;
  /** A new rule with as many versions. */
  readonly rule: (versions?: number) => Promise<string>;
  readonly record: (ruleId: string, said: object) => Promise<Readonly<Record<string, unknown>>>;
  /** The findings of a rule, ordered. */
  readonly ledger: (ruleId: string) => Promise<Shown[]>;
}

const keyOf = ({ subject, period, ruleVersion }: Shown): string => `${subject} ${period} ${ruleVersion}`;

/** Opens the office with an empty ledger. */
export const openOversight = async (): Promise<OversightOffice> => {
  const office = await openSharingDepartment(establishment);
  let rules = 0;
  const done: OversightOffice['done'] = async (asker, operation, variables) => {
    const { data, errors } = await office.ask(asker, operation, variables);
    expect(errors).toEqual([]);
    return Object.values(data)[0] ?? {};
  };
  return {
    ...office,
    done,
    refusedBy: async (asker, operation, variables) => {
      const { data, errors } = await office.ask(asker, operation, variables);
      expect(Object.values(data)).toEqual([null]);
      return errors[0]?.['code'];
    },
    rule: async (versions = 1) => {
      const id = `R${(rules += 1) + 100}`;
      for (let version = 1; version <= versions; version++)
        await done(engine, SAVE, { input: { id, text: `query { v${version} }` } });
      return id;
    },
    record: (ruleId, said) => done(engine, RECORD, { input: evaluation(ruleId, said) }),
    ledger: async (ruleId) => {
      const { nodes } = (await done(clerk, FINDINGS, { ruleId })) as { nodes: Shown[] };
      return nodes.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
    },
  };
};
