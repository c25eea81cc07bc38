/** What a rule found, as the list has it. */
export interface Finding {
  readonly id: string;
  readonly ruleId: string | null;
  readonly ruleVersion: number | null;
  readonly subject: string | null;
  /** The time or thing of the subject that it is about; empty where the rule knows none. */
  readonly period: string | null;
  readonly severity: string | null;
  /** In yuan. */
  readonly amount: string | null;
  readonly state: string | null;
  readonly present: boolean | null;
  readonly sentenceEn: string | null;
  readonly sentenceZh: string | null;
  readonly institution: { readonly code: string; readonly name: string | null } | null;
  readonly unknownOwners: readonly string[] | null;
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
  readonly asOf: string | null;
  readonly verdictBy: string | null;
  readonly verdictReason: string | null;
  readonly version: number | null;
}

/** Something that became of a finding. */
export interface FindingEvent {
  readonly id: string;
  readonly at: string | null;
  readonly action: string | null;
  readonly actor: string | null;
  /** In the words of a person, else in English. */
  readonly reason: string | null;
  /** Null where a person said it. */
  readonly reasonZh: string | null;
}

/** A fact at its place below the subject. */
export interface Fact {
  readonly path: string;
  readonly value: unknown;
}

/** Why a finding was made, by who told it; what is left out was not known yet when it was made. */
export interface Evidence {
  readonly articles: readonly string[];
  readonly readAt: string;
  /** True where the facts are those that decided, else all that were read. */
  readonly narrowed?: boolean;
  readonly owners: readonly {
    readonly owner: string;
    /** Null where the owner did not answer when it was asked for them. */
    readonly agreements: readonly string[] | null;
    readonly facts: readonly Fact[];
    /** What was read besides, and did not decide. */
    readonly alsoRead?: readonly Fact[];
  }[];
}

/** A finding with why it was made and what became of it. */
export interface FindingDetails {
  /** JSON, see `Evidence`. */
  readonly evidence: string | null;
  readonly events: readonly FindingEvent[] | null;
}

/** Which findings are listed; what is empty is not asked for. */
export interface Wanted {
  readonly ruleId: string;
  readonly state: string;
  readonly severity: string;
  /** Code of the institution that they belong to. */
  readonly institutionCode: string;
  /** Key of the person, or code of the institution, that they are about. */
  readonly subject: string;
  /** The owner that did not answer when they were evaluated last. */
  readonly undecidedBy: string;
}

const FINDING = `id ruleId ruleVersion subject period severity amount state present sentenceEn sentenceZh
  institution { code name } unknownOwners firstSeen lastSeen asOf verdictBy verdictReason version`;

/** Findings that are read at once, the newest first. */
export interface FindingPage {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly Finding[];
}

/** A page of findings. */
export const FINDINGS = `query DeskFindings($first: Int!, $after: String, $ruleId: ID, $state: FindingState, $severity: FindingSeverity,
  $institutionCode: InstitutionCode, $subject: String, $undecidedBy: String) {
  findings(first: $first, after: $after, ruleId: $ruleId, state: $state, severity: $severity,
    institutionCode: $institutionCode, subject: $subject, undecidedBy: $undecidedBy) {
    totalCount pageInfo { hasNextPage endCursor } nodes { ${FINDING} }
  }
}`;
export const DETAILS = `query DeskFinding($id: ID!) {
  finding(id: $id) { evidence events { id at action actor reason reasonZh } }
}`;
const verdict = (name: string, field: string): string =>
  `mutation ${name}($id: ID!, $version: Int!, $reason: String!) {
  finding: ${field}(id: $id, version: $version, reason: $reason) { ${FINDING} }
}`;
export const CONFIRM = verdict('DeskConfirm', 'confirmFinding');
export const REFUTE = verdict('DeskRefute', 'refuteFinding');

/** States in the order of the work. */
export const STATES = ['SUSPECTED', 'UNKNOWN', 'CONFIRMED', 'REFUTED', 'WITHDRAWN'] as const;

/** True while somebody may say whether it holds. */
export const isOpen = ({ state, present }: Finding): boolean =>
  present === true && (state === 'SUSPECTED' || state === 'CONFIRMED' || state === 'REFUTED');

/** The variables of a page of so many of what is wanted. */
export const variablesOf = (wanted: Wanted, after: string | null, first: number) => ({
  first,
  after,
  ...Object.fromEntries(Object.entries(wanted).map(([name, value]) => [name, value === '' ? null : value])),
});
