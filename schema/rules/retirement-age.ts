import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

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

/** Statutory ages of retirement, as data. */
export type RetirementAges = z.infer<typeof Table>;

let table: RetirementAges | undefined;

const readTable = (): RetirementAges =>
  Table.parse(JSON.parse(readFileSync(path.join(import.meta.dirname, 'retirement-age.json'), 'utf8')));

/** The ages of `retirement-age.json`, read once. */
export const retirementAges = (): RetirementAges => (table ??= readTable());
