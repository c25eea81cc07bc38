import {
  firstDay,
  lastDay,
  monthText,
  workingDays,
  type Day,
  type MonthIndex,
  type Window,
} from '../base/calendar.ts';
import type { UnitPlan } from '../district/plan.ts';
import { holds, type Dossier, type PayGrade, type Stay } from '../people/dossier.ts';
import type { Rows } from './tables.ts';

/** A month with everything that the rows of it need. */
export interface Month {
  readonly index: MonthIndex;
  readonly text: string;
  readonly first: Day;
  readonly last: Day;
  readonly workingDays: number;
  readonly december: boolean;
}

/** The months of a window. */
export const monthsOf = (window: Window): Month[] =>
  Array.from({ length: window.last - window.first + 1 }, (_, order) => {
    const index = window.first + order;
    return {
      index,
      text: monthText(index),
      first: firstDay(index),
      last: lastDay(index),
      workingDays: workingDays(index),
      december: index % 12 === 11,
    };
  });

const gradeOn = (grades: readonly PayGrade[], day: Day): PayGrade => {
  let found = grades[0]!;
  for (const grade of grades) if (grade.from <= day) found = grade;
  return found;
};

/** True while a stay touches a month. */
const touches = (month: Month, from: Day, to: Day | undefined): boolean =>
  from <= month.last && (to === undefined || to > month.first);

const writePay = ({ write }: Rows, person: Dossier, stay: Stay, month: Month): void => {
  const day = person.payFrozenAt === undefined ? month.first : Math.min(month.first, person.payFrozenAt);
  const { fen } = gradeOn(person.grades, day);
  const key = `${person.pid}\t${stay.unit.code}\t${month.text}\t`;
  write('payment', `${key}REGULAR\t${fen}\n`);
  if (month.december && holds(month.last, stay.from, stay.paidTo)) write('payment', `${key}BONUS\t${fen}\n`);
};

/** Where the person is to be seen in a month: at home, where lent to for all of it, or astray. */
const placeOf = ({ strayed, loans }: Dossier, stay: Stay, month: Month): UnitPlan => {
  if (strayed !== undefined && month.index >= strayed.from) return strayed.unit;
  return (
    loans.find(({ from, returned }) => from <= month.last && holds(month.last, from, returned))?.to ??
    stay.unit
  );
};

/** Leave of an ordinary month: a few days for some, from the person's trait, so that no draw is needed. */
const leaveDays = (trait: number, month: Month): number => {
  const draw = Math.floor(trait * 997 + month.index * 31) % 17;
  return draw < 4 ? draw : 0;
};

const writeDays = ({ write }: Rows, person: Dossier, stay: Stay, month: Month): void => {
  const from = Math.max(stay.from, month.first);
  const to = Math.min(stay.employedTo ?? month.last + 1, month.last + 1);
  const due = Math.ceil((month.workingDays * (to - from)) / (month.last - month.first + 1));
  const absence = person.absences.find(({ first, last }) => month.index >= first && month.index <= last);
  const off =
    absence === undefined ? Math.min(due - 1, leaveDays(person.trait, month)) : absence.leave ? due : 0;
  const leave = Math.max(0, off);
  const present = absence === undefined ? due - leave : 0;
  write(
    'attendance',
    `${person.pid}\t${placeOf(person, stay, month).code}\t${month.text}\t${due}\t${present}\t${leave}\n`,
  );
};

const writePension = ({ write }: Rows, { pid, pension, stays }: Dossier, month: Month): void => {
  if (pension === undefined || month.index < pension.from) return;
  const isPaid = stays.some((stay) => stay.paid && touches(month, stay.from, stay.paidTo));
  if (isPaid && !pension.besidePay) return;
  write('pension_payment', `${pid}\t${month.text}\t${pension.scheme}\t${pension.fen}\n`);
};

/** Pay, attendance and pension of one person, month by month. */
export const writeMonths = (out: Rows, person: Dossier, months: readonly Month[]): void => {
  for (const stay of person.stays)
    for (const month of months) {
      if (stay.paid && touches(month, stay.from, stay.paidTo)) writePay(out, person, stay, month);
      if (stay.employed && touches(month, stay.from, stay.employedTo)) writeDays(out, person, stay, month);
    }
  for (const month of months) writePension(out, person, month);
  for (const { unit, month, kind, fen } of person.extraPayments)
    out.write('payment', `${person.pid}\t${unit.code}\t${monthText(month)}\t${kind}\t${fen}\n`);
};
