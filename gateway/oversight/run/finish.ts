import { setTimeout as delay } from 'node:timers/promises';
import type { RunState } from './ledger.ts';
import type { Oversight } from './service.ts';

/** Between looks at a run that this process works at. */
const LOOK_EVERY_MS = 500;

export interface FinishOptions {
  /** How many work at once in this process. */
  readonly workers: number;
  /** How long a shard is a worker's unless it goes on. */
  readonly leaseSeconds?: number;
  /** Cancels the run. */
  readonly signal: AbortSignal;
  /** Told at each look how far the run is. */
  readonly onProgress: (run: RunState) => void;
}

const isOver = ({ state }: RunState): boolean => state !== 'PENDING' && state !== 'RUNNING';

/** Works a run off, together with whoever else works on it, until it is over or is to stop. */
export const finishRun = async (
  { ledger, work }: Oversight,
  id: string,
  { workers, leaseSeconds, signal, onProgress }: FinishOptions,
): Promise<RunState> => {
  let run = await ledger.run(id);
  const look = async (): Promise<void> => {
    while (!isOver(run) && !signal.aborted) {
      await delay(LOOK_EVERY_MS);
      run = await ledger.run(id);
      onProgress(run);
    }
  };
  const carry = async (): Promise<void> => {
    while (!isOver(await ledger.run(id)) && !signal.aborted) {
      await work(`cli-${process.pid}`, workers, signal, leaseSeconds);
      await delay(LOOK_EVERY_MS / 5);
    }
  };
  await Promise.all([look(), carry()]);
  return signal.aborted ? ledger.cancel(id) : ledger.run(id);
};
