import { dayText, type Day } from '../base/calendar.ts';
import type { DepartmentName } from '../../../schema/departments.ts';

/** The tables the district is written to, with the columns in the order of the rows' cells. */
export const TABLES = {
  establishment: {
    division: 'code, name, parent_code, level, source_document',
    institution:
      'code, name, kind, grade, parent_code, division_code, credit_code, funding, valid_from, valid_to, source_document',
    internal_body: 'institution_code, name, head_posts, deputy_posts, valid_from, valid_to, source_document',
    duty: 'institution_code, ordinal, text, valid_from, source_document',
    quota: 'institution_code, category, title, number, valid_from, valid_to, source_document',
    leader_limit: 'institution_code, level, role, number, valid_from, source_document',
    off_quota_control: 'institution_code, number, valid_from, source_document',
    seat: 'pid, institution_code, category, internal_body, name, sex, ethnicity, born_on, political_status, education, degree, work_started_on, post, level, post_since, rank, entry_way, entered_on, entry_document, over_rank, civil_servant_since, exempt, valid_from, valid_to',
    movement:
      'pid, institution_code, direction, reason, category, approval_number, plan_number, approved_on, approval_expires_on, effective_on, notice_number, registered_on',
    matter:
      'reference, kind, institution_code, title, proposed_by, proposed_on, deciding_level, decided_on, source_document',
    matter_step: 'matter_reference, institution_code, step, taken_on, body, source_document',
    staffing_plan: 'number, institution_code, category, way, posts, valid_from, valid_to, source_document',
    report_duty: 'institution_code, kind, period, due_on, source_document',
    report: 'institution_code, kind, period, received_on, source_document',
    problem:
      'number, rule_id, subject_kind, subject, period, institution_code, cause, measure, owner_code, due_on, state, opened_on, opened_by, closed_on, closed_by, conclusion, source_document',
    finding:
      'rule_id, rule_version, subject_kind, subject, period, institution_code, severity, state, present, digest, sentence_en, sentence_zh, first_seen, last_seen, as_of, verdict_by, verdict_at, verdict_reason',
    matter_authority: 'kind, level, valid_from, valid_to, source_document',
  },
  discipline: {
    decision:
      'pid, institution_code, system, measure, document_number, effective_on, influence_ends_on, lifted_on, ground',
    lead_transfer:
      'reference, from_department, institution_code, received_on, acknowledged_on, outcome, fed_back_on',
    supervision_proposal: 'document_number, institution_code, subject, issued_on, due_on, replied_on',
    tour: 'code, name, year, starts_on, ends_on, source_document',
    tour_unit: 'tour_code, institution_code',
    tour_finding: 'tour_code, institution_code, ordinal, category, text, found_on, due_on, rectified_on',
  },
  organization: {
    appointment:
      'pid, institution_code, internal_body, title, level, role, concurrent, over_rank_document, valid_from, valid_to, source_document',
    rank_holding: 'pid, institution_code, rank, valid_from, valid_to',
    outside_post_approval: 'pid, organization_name, paid, valid_from, valid_to, source_document',
    appraisal: 'pid, institution_code, year, result',
    merit_point: 'pid, institution_code, awarded_on, points, reason',
    loan: 'pid, from_institution_code, to_institution_code, kind, started_on, due_on, returned_on, source_document',
    selection_check: 'institution_code, pid, checked_on, subject, result, note',
    training: 'pid, course, started_on, ended_on, hours',
  },
  hr: {
    person:
      'pid, name, sex, born_on, ethnicity, education, degree, political_status, work_started_on, status, identity_number_encrypted',
    employment:
      'pid, institution_code, kind, post, contract_ends_on, registration_number, civil_servant_since, valid_from, valid_to',
    off_quota_staff:
      'pid, institution_code, job_class, work_area, contract_kind, agency, valid_from, valid_to',
    retirement: 'pid, institution_code, kind, effective_on, source_document',
    death: 'pid, died_on, reported_on',
    hire: 'pid, institution_code, way, category, approval_number, hired_on',
    pay_grade: 'pid, grade, step, monthly_fen, reason, valid_from, valid_to',
    insurance: 'pid, scheme, payer_name, payer_code, payer_kind, valid_from, valid_to',
    pension_payment: 'pid, month, scheme, amount_fen',
    attendance: 'pid, institution_code, month, days_due, days_present, days_leave',
  },
  finance: {
    budget_headcount:
      'institution_code, institution_name, category, year, headcount, funding, amount_fen, source_document',
    operating_spend: 'institution_code, month, amount_fen',
    payment: 'pid, institution_code, month, kind, gross_fen',
    agency_payment: 'institution_code, month, agency, headcount, amount_fen',
    audit_finding:
      'institution_code, document_number, ordinal, category, text, amount_fen, found_on, due_on, rectified_on',
  },
} as const satisfies Record<DepartmentName, Readonly<Record<string, string>>>;

type Tables = typeof TABLES;

export type TableName = { [Name in DepartmentName]: keyof Tables[Name] }[DepartmentName];

/** Rows of one table as bytes for COPY. */
export interface TableRows {
  readonly bytes: Buffer;
  readonly count: number;
}

/** Rows of all tables: cells parted by tabs, one line per row. */
export interface Rows {
  readonly write: (table: TableName, line: string) => void;
  /** Takes what was written since the last time. */
  readonly take: () => ReadonlyMap<string, TableRows>;
  /** Bytes written since the last time. */
  readonly size: () => number;
}

const FIRST_BYTES = 65_536;
/** A character of the texts takes three bytes of UTF-8 at most. */
const BYTES_PER_CHARACTER = 3;

interface Page {
  bytes: Buffer;
  length: number;
  count: number;
}

/** Collects rows until they are taken. Bytes at once, since strings joined one by one keep the collector busy. */
export const rows = (): Rows => {
  let pages = new Map<string, Page>();
  let size = 0;
  const lengths = new Map<string, number>();
  const pageOf = (table: string): Page => {
    const page = { bytes: Buffer.allocUnsafe(lengths.get(table) ?? FIRST_BYTES), length: 0, count: 0 };
    pages.set(table, page);
    return page;
  };
  return {
    write: (table, line) => {
      const page = pages.get(table) ?? pageOf(table);
      if (page.length + line.length * BYTES_PER_CHARACTER > page.bytes.length)
        page.bytes = Buffer.concat([page.bytes.subarray(0, page.length)], page.bytes.length * 2);
      const written = page.bytes.write(line, page.length);
      page.length += written;
      page.count += 1;
      size += written;
    },
    take: () => {
      const taken = new Map<string, TableRows>();
      for (const [table, { bytes, length, count }] of pages)
        taken.set(table, { bytes: bytes.subarray(0, length), count });
      pages = new Map();
      size = 0;
      return taken;
    },
    size: () => size,
  };
};

/** A day as a cell; empty where there is none. */
export const day = (value: Day | undefined): string | undefined =>
  value === undefined ? undefined : dayText(value);

export type Cell = string | number | boolean | null | undefined;

/** One row: none of the invented values holds a tab, a line end or a backslash, so nothing is escaped. */
export const line = (...cells: readonly Cell[]): string => {
  let text = '';
  for (const cell of cells) text += `${text === '' ? '' : '\t'}${cell ?? '\\N'}`;
  return `${text}\n`;
};
