import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { RULES_DIRECTORY } from '../rule/metadata.ts';
import { addMonths } from './calendar.ts';

/** One line of the reform's table: the age before it, and how fast it rises. */
const Line = z.object({
  sex: z.enum(['MALE', 'FEMALE']),
  /** Null: whatever the post. */
  workerPost: z.boolean().nullable(),
  oldAgeYears: z.int(),
  /** One month is added for each so many months that the old age is reached after the reform began. */
  monthsPerStep: z.int(),
  mostMonths: z.int(),
});

const Table = z.object({ source: z.string(), reformBegan: z.string(), lines: z.array(Line) });

let table: z.infer<typeof Table> | undefined;

const readTable = (): z.infer<typeof Table> =>
  Table.parse(JSON.parse(readFileSync(path.join(RULES_DIRECTORY, 'retirement-age.json'), 'utf8')));

const monthsBetween = (from: string, to: string): number => {
  const [fromYear = 0, fromMonth = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0] = to.split('-').map(Number);
  return (toYear - fromYear) * 12 + toMonth - fromMonth;
};

/** Day on which somebody reaches the statutory retirement age; the ages are data, see `retirement-age.json`. */
export const statutoryRetirement = (bornOn: string, sex: string, workerPost: boolean): string => {
  table ??= readTable();
  const line = table.lines.find(
    (one) => one.sex === sex && (one.workerPost === null || one.workerPost === workerPost),
  );
  if (line === undefined) throw new Error(`no retirement age for ${sex}`);
  const oldMonths = line.oldAgeYears * 12;
  const late = monthsBetween(table.reformBegan, addMonths(bornOn.slice(0, 7), oldMonths));
  const added = late < 0 ? 0 : Math.min(line.mostMonths, Math.floor(late / line.monthsPerStep) + 1);
  return addMonths(bornOn, oldMonths + added);
};
