import { SingleBar } from 'cli-progress';
import type { Terminal } from '../terminal.ts';

/** Between remarks where there is no terminal to draw a bar in. */
const REMARK_EVERY_MS = 3000;

/** Shows how many of a district's people are planted: a bar in a terminal, else a line every few seconds. */
export interface SeedProgress {
  readonly show: (people: number) => void;
  readonly stop: () => void;
}

const bar = (total: number): SeedProgress => {
  const drawn = new SingleBar({
    format: '{bar} {percentage}% {value} of {total} people · 人',
    hideCursor: true,
    stream: process.stderr,
  });
  drawn.start(total, 0);
  return { show: (people) => drawn.update(people), stop: () => drawn.stop() };
};

const remarks = ({ say }: Terminal, total: number): SeedProgress => {
  let last = Date.now();
  return {
    show: (people) => {
      if (Date.now() - last < REMARK_EVERY_MS) return;
      last = Date.now();
      say(`${people} of ${total} people planted · 已写入 ${people} / ${total} 人`);
    },
    stop: () => undefined,
  };
};

/** The view that fits where stderr goes. */
export const seedProgress = (terminal: Terminal, total: number): SeedProgress =>
  terminal.interactive ? bar(total) : remarks(terminal, total);
