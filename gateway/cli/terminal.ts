import { CodedError } from '../../schema/errors.ts';

/** Where a command writes: its result on stdout, progress and remarks on stderr. */
export interface Terminal {
  /** The command's result: the text, or with `--json` the value. */
  readonly result: (value: unknown, text: string) => void;
  /** A remark for the person who waits. Silent with `--quiet`. */
  readonly say: (text: string) => void;
  /** True when stderr is a terminal: only then progress bars and colours. */
  readonly interactive: boolean;
}

export interface TerminalOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export const terminal = (options: TerminalOptions = {}): Terminal => ({
  result: (value, text) => process.stdout.write(`${options.json ? JSON.stringify(value) : text}\n`),
  say: (text) => {
    if (!options.quiet) process.stderr.write(`${text}\n`);
  },
  interactive: process.stderr.isTTY === true && !options.quiet,
});

/** An error as a person reads it: the code, the text in both languages. */
export const describeError = (error: unknown): string =>
  error instanceof CodedError
    ? `${error.code}: ${error.message}\n${error.zh}`
    : error instanceof Error
      ? (error.stack ?? error.message)
      : String(error);
