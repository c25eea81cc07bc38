// Deeds that are really done, in plain SQL, and taken back once the oracles have looked.
import { ORACLES } from './oracle/index.ts';
import type { RuledDistrict } from './rules.ts';

/** A deed as the fields of the gateway are asked about it. */
export interface AskedDeed {
  readonly field: 'mayAppoint' | 'mayHire' | 'mayPay' | 'mayPromote';
  readonly given: Readonly<Record<string, string>>;
}

/** Statements with the names of values in them. */
const DONE: Readonly<Record<AskedDeed['field'], readonly string[]>> = {
  mayPay: [
    `insert into finance.payment (pid, institution_code, month, gross_fen) values (:person, :institution, :month, (:gross)::numeric * 100)`,
  ],
  mayHire: [
    `insert into hr.hire (pid, institution_code, way, category, approval_number, hired_on)
       values (:person, :institution, :way, :category, :approvalNumber, :on)`,
    `update hr.employment set valid_to = :on where pid = :person and institution_code = :institution and valid_to is null and valid_from < :on`,
    `insert into hr.employment (pid, institution_code, kind, valid_from) values (:person, :institution,
       case :category when 'PUBLIC_INSTITUTION' then 'PUBLIC_INSTITUTION' else 'CIVIL_SERVANT' end, :on)`,
    `insert into establishment.movement (pid, institution_code, direction, reason, category, approval_number, approved_on,
       approval_expires_on, effective_on, registered_on) values (:person, :institution, 'ENTRY', 'RECRUITMENT', :category,
       :approvalNumber, :approvedOn, :approvalExpiresOn, :on, :on) on conflict do nothing`,
    `update establishment.seat set valid_to = :on where pid = :person and institution_code = :institution and valid_to is null and valid_from < :on`,
    `insert into establishment.seat (pid, institution_code, category, name, sex, ethnicity, born_on, political_status,
       education, work_started_on, post, entry_way, entered_on, entry_document, valid_from)
     select :person, :institution, :category, p.name, p.sex, '汉族', p.born_on, 'NONE', p.education, :on, '—', :way, :on, '文', :on
     from hr.person p where p.pid = :person on conflict do nothing`,
    `insert into finance.payment (pid, institution_code, month, gross_fen) values (:person, :institution, to_char((:on)::date, 'YYYY-MM'), 0) on conflict do nothing`,
  ],
  mayAppoint: [
    `update organization.appointment set valid_to = :on where pid = :person and institution_code = :institution
       and not concurrent and valid_from < :on and (valid_to is null or valid_to > :on)`,
    `insert into organization.appointment (pid, institution_code, title, level, role, valid_from)
       values (:person, :institution, :title, :level, :role, :on)`,
    `update establishment.seat set post = :title, level = :level where pid = :person and institution_code = :institution
       and valid_from < :on and (valid_to is null or valid_to > :on)`,
  ],
  mayPromote: [
    `update organization.rank_holding set valid_to = :on where pid = :person and valid_to is null and valid_from < :on`,
    `insert into organization.rank_holding (pid, institution_code, rank, valid_from) values (:person, :institution, :rank, :on)`,
  ],
};

const literal = (value: string | undefined): string =>
  value === undefined ? 'null' : `'${value.replaceAll("'", "''")}'`;

const statementOf = (text: string, given: AskedDeed['given']): string =>
  text.replaceAll(/(?<!:):([a-z]\w*)/gi, (_, name: string) => literal(given[name]));

/** The rules whose oracles hit the person, or the institution, on a day. */
const hitRules = async (
  { merged }: RuledDistrict,
  { given: { person, institution } }: AskedDeed,
  asOf: string,
): Promise<Set<string>> => {
  const hit = new Set<string>();
  for (const { rule, about, sql } of ORACLES) {
    const rows = await merged.query(sql, [asOf]);
    if (rows.some((row) => row[about] === (about === 'pid' ? person : institution))) hit.add(rule);
  }
  return hit;
};

/** Rules that hit before a deed is done, and after it. */
export const doneAndTakenBack = async (
  ruled: RuledDistrict,
  deed: AskedDeed,
  asOf: string,
): Promise<{ readonly before: Set<string>; readonly after: Set<string> }> => {
  const { merged } = ruled;
  const before = await hitRules(ruled, deed, asOf);
  await merged.query('begin');
  try {
    for (const text of DONE[deed.field]) await merged.query(statementOf(text, deed.given));
    return { before, after: await hitRules(ruled, deed, asOf) };
  } finally {
    await merged.query('rollback');
  }
};
