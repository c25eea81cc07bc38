import { ERRORS, type ErrorCode } from '../../schema/errors.ts';

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

/** What an error says beside its message, where it was made here or told by an owner in its answer. */
const saidBeside = (error: unknown, name: 'code' | 'zh'): string | undefined => {
  const extensions: unknown = error instanceof Error ? Reflect.get(error, 'extensions') : undefined;
  const said: unknown =
    typeof extensions === 'object' && extensions !== null ? Reflect.get(extensions, name) : undefined;
  return typeof said === 'string' ? said : undefined;
};

/** Code of an error; undefined where it has none of the registry. */
export const codeIn = (error: unknown): ErrorCode | undefined => {
  const code = saidBeside(error, 'code');
  return code !== undefined && Object.hasOwn(ERRORS, code) ? (code as ErrorCode) : undefined;
};

/** An error as a person reads it: the code, the text in both languages. */
export const describeError = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const code = codeIn(error);
  if (code === undefined) return error.stack ?? error.message;
  return [`${code}: ${error.message}`, saidBeside(error, 'zh') ?? ''].join('\n').trimEnd();
};
