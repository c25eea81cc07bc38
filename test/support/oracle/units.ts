import { holds, MONTH_OVER, type Oracle } from './oracle.ts';
import { THRESHOLDS } from './thresholds.ts';

/** Unapproved body: in the budget, insurance or appointments, and not in the register, or there by another name. */
export const R07: Oracle = {
  rule: 'R07',
  about: 'institution_code',
  sql: `select b.institution_code from finance.budget_headcount b
         where b.year >= extract(year from $1::date) - 1
           and not exists (select from establishment.institution i
                            where i.code = b.institution_code and i.name = b.institution_name
                              and i.valid_from < make_date(b.year + 1, 1, 1)
                              and (i.valid_to is null or i.valid_to > make_date(b.year, 1, 1)))
         union
        select a.institution_code from organization.appointment a
         where ${holds('a', '$1::date')}
           and not exists (select from establishment.institution i where i.code = a.institution_code and ${holds('i', '$1::date')})
         union
        select n.payer_code from hr.insurance n
         where n.payer_kind = 'PUBLIC' and ${holds('n', '$1::date')}
           and not exists (select from establishment.institution i
                            where i.code = n.payer_code and i.name = n.payer_name and ${holds('i', '$1::date')})`,
};

/** Funding form differs: the budget of a year, and the register at the year's start or the day. */
export const R22: Oracle = {
  rule: 'R22',
  about: 'institution_code',
  sql: `select distinct b.institution_code from finance.budget_headcount b
          join establishment.institution i on i.code = b.institution_code
           and ${holds('i', 'least($1::date, make_date(b.year, 12, 31))')}
         where b.funding <> i.funding`,
};

/** Idle unit: nothing spent in the months of a year that are over, and nobody came or went since. */
export const R27: Oracle = {
  rule: 'R27',
  about: 'institution_code',
  sql: `select o.institution_code from finance.operating_spend o
         where o.month <= to_char(${MONTH_OVER}, 'YYYY-MM')
           and (o.month || '-01')::date >= ${MONTH_OVER} + 1 - make_interval(months => ${THRESHOLDS.idleMonths})
           and not exists (select from establishment.movement m where m.institution_code = o.institution_code
                              and m.effective_on >= ${MONTH_OVER} + 1 - make_interval(months => ${THRESHOLDS.idleMonths}))
         group by o.institution_code having sum(o.amount_fen) = 0 and count(*) = ${THRESHOLDS.idleMonths}`,
};
