import { faultyRows } from './merge/faults.ts';
import { openSource } from './read/open.ts';
import type { Run } from './run.ts';

/** Rows that only the database could judge are read from the file a second time, to be written out whole. */
export const rejectJudged = async (run: Run, count: number): Promise<void> => {
  run.progress('rejecting', count);
  const faulty = faultyRows(run.options.client);
  let next = await faulty.next();
  const again = await openSource(run.examined, run.reading);
  for await (const portion of again.rows) {
    for (const row of portion) {
      if (next.done === true) return;
      if (row.number !== next.value.number) continue;
      next.value.faults.forEach((fault) => run.faults.add(fault, row.number));
      await run.rejects.add(row, next.value.faults);
      next = await faulty.next();
    }
  }
};
