import type { Terminal } from './terminal.ts';

/** Between remarks where there is no terminal to draw in. */
const REMARK_EVERY_MS = 3000;

const ERASE = '\r\u001b[K';

/** How far something is: one line that is written over in a terminal, else a remark every few seconds. */
export interface StatusLine {
  /** The text is made only where it is shown. */
  readonly show: (text: () => string) => void;
  readonly stop: () => void;
}

/** The status line that fits where stderr goes. */
export const statusLine = ({ interactive, say }: Terminal): StatusLine => {
  let last = Date.now();
  return {
    show: (text) => {
      if (interactive) process.stderr.write(`${ERASE}${text()}`);
      else if (Date.now() - last >= REMARK_EVERY_MS) {
        last = Date.now();
        say(text());
      }
    },
    stop: () => {
      if (interactive) process.stderr.write(ERASE);
    },
  };
};
