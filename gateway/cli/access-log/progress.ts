import { SingleBar } from 'cli-progress';
import type { Terminal } from '../terminal.ts';

/** Between remarks; the clock is looked at only so often. */
const REMARK_EVERY_MS = 3000;
const LOOK_EVERY = 1000;

/** Shows how many records were gone through: in place in a terminal, else a line every few seconds. */
interface RecordProgress {
  readonly onRecord: () => void;
  readonly stop: () => void;
}

type Show = (records: number) => void;

const inPlace = (title: string): { show: Show; stop: () => void } => {
  const drawn = new SingleBar({
    format: `${title}: {value} records · 条`,
    hideCursor: true,
    stream: process.stderr,
  });
  drawn.start(0, 0);
  return { show: (records) => drawn.update(records), stop: () => drawn.stop() };
};

const byLine = ({ say }: Terminal, title: string): { show: Show; stop: () => void } => {
  let last = Date.now();
  return {
    show: (records) => {
      if (Date.now() - last < REMARK_EVERY_MS) return;
      last = Date.now();
      say(`${title}: ${records} records · 条`);
    },
    stop: () => undefined,
  };
};

/** The view that fits where stderr goes. */
const recordProgress = (terminal: Terminal, title: string): RecordProgress => {
  const { show, stop } = terminal.interactive ? inPlace(title) : byLine(terminal, title);
  let records = 0;
  return {
    onRecord: () => {
      records += 1;
      if (records % LOOK_EVERY === 0) show(records);
    },
    stop,
  };
};

/** Shows progress while something runs. */
export const withProgress = async <T>(
  terminal: Terminal,
  title: string,
  run: (onRecord: () => void) => Promise<T>,
): Promise<T> => {
  const progress = recordProgress(terminal, title);
  try {
    return await run(progress.onRecord);
  } finally {
    progress.stop();
  }
};
