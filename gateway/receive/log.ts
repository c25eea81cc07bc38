import { pino, type DestinationStream, type Logger } from 'pino';

export type { Logger };

/** What a log may say of an error: where it arose, never its message, which can quote the values of a request. */
export interface LoggedError {
  readonly name: string;
  readonly code: string | undefined;
  readonly path: string | undefined;
  readonly constraint: string | undefined;
  readonly table: string | undefined;
  readonly frames: readonly string[];
  readonly cause: LoggedError | undefined;
}

const propertyOf = (error: object, name: string): unknown => Reflect.get(error, name);

const textOf = (error: object, name: string): string | undefined => {
  const value = propertyOf(error, name);
  return typeof value === 'string' ? value : undefined;
};

const codeOf = (error: object): string | undefined => {
  const extensions = propertyOf(error, 'extensions');
  const own = textOf(error, 'code');
  return (
    own ?? (typeof extensions === 'object' && extensions !== null ? textOf(extensions, 'code') : undefined)
  );
};

/** Response keys and positions of a GraphQL error. A text there (a path of a file) is not of a request's making. */
const pathOf = (error: object): string | undefined => {
  const path = propertyOf(error, 'path');
  return Array.isArray(path) ? path.join('.') : undefined;
};

/** The stack starts with the message, which can have several lines and look like a frame: it goes as a whole. */
const framesOf = ({ stack = '', message }: Error): string[] => {
  const at = message === '' ? -1 : stack.indexOf(message);
  const behind = at === -1 ? stack : stack.slice(at + message.length);
  return behind
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at .*(?::\d+:\d+|\(index \d+\))\)?$/.test(line) && !line.includes(message || '\n'));
};

/** What was thrown without being an error has a kind and no place. */
const unknownError = (thrown: unknown): Error =>
  Object.assign(new Error(''), { name: typeof thrown, stack: '' });

/** How an error is logged. Of an error of Postgres its code, constraint and table; the detail holds the values of a row. */
export const loggedError = (thrown: unknown): LoggedError => {
  const error = thrown instanceof Error ? thrown : unknownError(thrown);
  const behind = error.cause ?? propertyOf(error, 'originalError');
  return {
    name: error.name,
    code: codeOf(error),
    path: pathOf(error),
    constraint: textOf(error, 'constraint'),
    table: textOf(error, 'table'),
    frames: framesOf(error),
    cause: behind === undefined || behind === null ? undefined : loggedError(behind),
  };
};

/** pino would take the message of an error for the text of the line when there is none. */
const withText = (args: readonly unknown[]): readonly unknown[] => {
  const [first] = args;
  if (first instanceof Error) return [{ err: first }, 'error'];
  return args.length === 1 && typeof first === 'object' ? [first, 'error'] : args;
};

/** The log of the server, as JSON lines on stderr. Codes, times and counts; never values of data or variables. */
export const createLog = (level: string, destination: DestinationStream = pino.destination(2)): Logger =>
  pino(
    {
      level,
      base: null,
      serializers: { err: loggedError },
      hooks: {
        logMethod(args, method) {
          Reflect.apply(method, this, withText(args));
        },
      },
    },
    destination,
  );
