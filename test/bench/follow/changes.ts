// What writers change: some changes make or take back one finding, most make no difference to any.
import type { DepartmentName } from '../../../schema/departments.ts';

/** Somebody about whom nothing was found, with the institution that seats, employs and pays them. */
export interface Somebody {
  readonly pid: string;
  readonly institutionCode: string;
}

/** A fact that is written and taken back. */
export interface Kind {
  readonly owner: DepartmentName;
  /** Rule that finds somebody while the fact stands; undefined where no rule does. */
  readonly rule: string | undefined;
  /** $1 the person, $2 their institution. */
  readonly write: string;
  readonly undo: string;
  /** How many of ten changes are of this kind. */
  readonly share: number;
}

/** Shares are those of ten changes. Days and months are before the last of a demo district, 2026-10. */
export const KINDS: readonly Kind[] = [
  {
    owner: 'hr',
    rule: 'R12',
    write: `insert into death (pid, died_on) select $1, '2026-08-15' where $2 <> ''`,
    undo: `delete from death where pid = $1 and $2 <> ''`,
    share: 1,
  },
  {
    owner: 'hr',
    rule: 'R26',
    write: `insert into insurance (pid, scheme, payer_name, payer_kind, valid_from)
      select $1, 'PENSION', 'bench', 'ENTERPRISE', '2026-08-01' where $2 <> ''`,
    undo: `delete from insurance where pid = $1 and payer_name = 'bench' and $2 <> ''`,
    share: 1,
  },
  {
    owner: 'finance',
    rule: 'R15',
    write: `insert into payment (pid, institution_code, month, gross_fen)
      select $1, (select institution_code from budget_headcount where institution_code <> $2 limit 1), '2026-10', 100000`,
    undo: `delete from payment where pid = $1 and month = '2026-10' and kind = 'REGULAR' and institution_code <> $2`,
    share: 1,
  },
  {
    owner: 'establishment',
    rule: 'R23',
    write: `update seat set born_on = born_on - 1 where pid = $1 and institution_code = $2`,
    undo: `update seat set born_on = born_on + 1 where pid = $1 and institution_code = $2`,
    share: 1,
  },
  {
    owner: 'finance',
    rule: undefined,
    write: `insert into payment (pid, institution_code, month, kind, gross_fen) values ($1, $2, '2026-10', 'BONUS', 100000)`,
    undo: `delete from payment where pid = $1 and institution_code = $2 and month = '2026-10' and kind = 'BONUS'`,
    share: 4,
  },
  {
    owner: 'hr',
    rule: undefined,
    write: `insert into attendance (pid, institution_code, month, days_due, days_present) values ($1, $2, '2026-11', 20, 20)`,
    undo: `delete from attendance where pid = $1 and institution_code = $2 and month = '2026-11'`,
    share: 2,
  },
];
