// What a benchmark has opened: closed again however it ends.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder for one run, and what has to be closed after it. */
export interface Stage {
  readonly directory: string;
  /** To be called at the end, the latest first. */
  readonly defer: (close: () => Promise<unknown>) => void;
}

/** Runs on a stage and clears it. */
export const onStage = async <T>(use: (stage: Stage) => Promise<T>): Promise<T> => {
  const directory = mkdtempSync(path.join(tmpdir(), 'fournets-bench-'));
  const closes: (() => Promise<unknown>)[] = [];
  try {
    return await use({ directory, defer: (close) => closes.push(close) });
  } finally {
    for (const close of closes.reverse()) await close();
    rmSync(directory, { recursive: true, force: true });
  }
};
