import { SingleBar } from 'cli-progress';
import type { ImportProgress } from '../../../subgraphs/kit/import/report.ts';
import type { Terminal } from '../terminal.ts';

/** Between remarks where there is no terminal to draw a bar in. */
const REMARK_EVERY_MS = 3000;

const PHASES: Readonly<Record<ImportProgress['phase'], string>> = {
  reading: 'reading · 读取',
  checking: 'checking · 核验',
  merging: 'merging · 写入',
  rejecting: 'writing rejected rows · 输出拒绝行',
};

/** Shows how far an import is: a bar in a terminal, else a line every few seconds. */
export interface ProgressView {
  readonly show: (progress: ImportProgress) => void;
  readonly stop: () => void;
}

const bar = (): ProgressView => {
  const drawn = new SingleBar({
    format: '{bar} {percentage}% {phase} {rows} rows · 行',
    hideCursor: true,
    stream: process.stderr,
  });
  let started = false;
  return {
    show: ({ phase, rows, bytes, totalBytes }) => {
      if (!started) drawn.start(totalBytes, 0, { phase: PHASES[phase], rows });
      started = true;
      drawn.update(bytes, { phase: PHASES[phase], rows });
    },
    stop: () => drawn.stop(),
  };
};

const remarks = ({ say }: Terminal): ProgressView => {
  let last = Date.now();
  return {
    show: ({ phase, rows, bytes, totalBytes }) => {
      if (Date.now() - last < REMARK_EVERY_MS) return;
      last = Date.now();
      const percent = totalBytes === 0 ? 100 : Math.floor((100 * bytes) / totalBytes);
      say(`${PHASES[phase]}: ${rows} rows · 行, ${percent}%`);
    },
    stop: () => undefined,
  };
};

/** The view that fits where stderr goes. */
export const progressView = (terminal: Terminal): ProgressView =>
  terminal.interactive ? bar() : remarks(terminal);
