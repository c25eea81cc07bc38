// Changes of a district's facts in SQL, drawn by a seed.

/** Changes of facts: `{row}` picks one row of the table by the seed, `{other}` a cell of another row. */
const CHANGES: Readonly<Record<string, readonly string[]>> = {
  'establishment.seat': [
    'delete from {t} where {row}',
    'update {t} set institution_code = {other:institution_code} where {row}',
    'update {t} set pid = {other:pid} where {row}',
    "update {t} set valid_to = '2026-09-01' where {row} and valid_from < '2026-09-01'",
    'update {t} set category = {other:category} where {row}',
  ],
  'establishment.movement': ['delete from {t} where {row}', 'update {t} set approved_on = null where {row}'],
  'establishment.quota': ['delete from {t} where {row}', 'update {t} set number = 1 where {row}'],
  'establishment.leader_limit': ['delete from {t} where {row}'],
  'establishment.institution': [
    'update {t} set grade = {other:grade} where {row}',
    'update {t} set funding = {other:funding} where {row}',
    'update {t} set kind = {other:kind} where {row}',
  ],
  'establishment.off_quota_control': ['delete from {t} where {row}'],
  'establishment.internal_body': ['delete from {t} where {row}'],
  'establishment.matter': [
    'delete from {t} where {row}',
    "update {t} set deciding_level = 'UNIT' where {row} and decided_on is not null",
  ],
  'establishment.matter_step': ['delete from {t} where {row}'],
  'establishment.matter_authority': [
    'delete from {t} where {row}',
    'update {t} set level = {other:level} where {row}',
    "update {t} set level = 'SUPERIOR' where {row}",
  ],
  'establishment.staffing_plan': ['delete from {t} where {row}', 'update {t} set number = 0 where {row}'],
  'establishment.report': ['delete from {t} where {row}'],
  'establishment.report_duty': ['delete from {t} where {row}'],
  'establishment.problem': [
    'delete from {t} where {row}',
    'update {t} set institution_code = {other:institution_code} where {row}',
    'update {t} set subject_kind = {other:subject_kind}, subject = {other:subject}, rule_id = {other:rule_id} where {row}',
    "update {t} set state = 'RECTIFYING' where {row}",
  ],
  'discipline.decision': ['delete from {t} where {row}', 'update {t} set pid = {other:pid} where {row}'],
  'organization.appointment': [
    'delete from {t} where {row}',
    'update {t} set institution_code = {other:institution_code} where {row}',
    'update {t} set level = {other:level} where {row}',
  ],
  'organization.loan': ['delete from {t} where {row}', 'update {t} set pid = {other:pid} where {row}'],
  'organization.rank_holding': ['delete from {t} where {row}'],
  'organization.outside_post_approval': ['delete from {t} where {row}'],
  'hr.death': ['delete from {t} where {row}', 'update {t} set pid = {other:hr.person.pid} where {row}'],
  'hr.retirement': ['delete from {t} where {row}', 'update {t} set pid = {other:hr.person.pid} where {row}'],
  'hr.employment': [
    'delete from {t} where {row}',
    'update {t} set institution_code = {other:institution_code} where {row}',
  ],
  'hr.hire': ['delete from {t} where {row}', 'update {t} set pid = {other:hr.person.pid} where {row}'],
  'hr.person': [
    "update {t} set born_on = '1950-01-01' where {row}",
    'update {t} set sex = {other:sex} where {row}',
  ],
  'hr.pay_grade': ['delete from {t} where {row}'],
  'hr.insurance': ['delete from {t} where {row}', 'update {t} set pid = {other:pid} where {row}'],
  'hr.off_quota_staff': ['delete from {t} where {row}'],
  'hr.attendance': ['delete from {t} where {row}', 'update {t} set pid = {other:pid} where {row}'],
  'finance.payment': [
    'delete from {t} where {row}',
    'update {t} set pid = {other:hr.person.pid} where {row}',
    'update {t} set institution_code = {other:institution_code} where {row}',
  ],
  'finance.budget_headcount': [
    'delete from {t} where {row}',
    'update {t} set funding = {other:funding} where {row}',
  ],
  'finance.operating_spend': ['update {t} set amount_fen = 0 where {row}', 'delete from {t} where {row}'],
  'finance.agency_payment': [
    'delete from {t} where {row}',
    'update {t} set amount_fen = amount_fen * 3 where {row}',
  ],
};

/** Problems in the institutions of others, made of what was found and closed: they are found again. */
export const CLOSED_ELSEWHERE = `
  insert into establishment.problem (number, rule_id, subject_kind, subject, period, institution_code, measure,
    owner_code, due_on, state, opened_on, closed_on)
  select 'P' || id, rule_id, subject_kind, subject, period, elsewhere.code, 'M', elsewhere.code, '2026-03-01', 'CLOSED',
    '2026-01-01', '2026-02-01'
  from establishment.finding cross join lateral (
    select code from establishment.institution
    where code <> subject and code is distinct from finding.institution_code order by md5(code || finding.id) limit 1
  ) as elsewhere
  where present and rule_id <> 'R30'`;

/** Every change, one by one. */
export const ALL_CHANGES = Object.entries(CHANGES).flatMap(([table, texts]) =>
  texts.map((text) => ({ table, text })),
);

/** A change as a statement: the same seed picks the same rows. */
export const statementOf = ({ table, text }: (typeof ALL_CHANGES)[number], seed: number): string =>
  text
    .replace('{t}', table)
    .replace('{row}', `ctid = (select ctid from ${table} order by md5(ctid::text || '${seed}') limit 1)`)
    .replaceAll(/\{other:([\w.]+)\}/g, (_, place: string) => {
      const parts = place.split('.');
      const column = parts.pop() ?? '';
      const from = parts.length === 0 ? table : parts.join('.');
      return `(select ${column} from ${from} order by md5(ctid::text || 'other${seed}') limit 1)`;
    });
