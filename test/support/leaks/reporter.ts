// Jest: the run fails when an identity number or a bank account is in what it has brought forth.
import { keepLogsOf, keepOutputs, type Output } from './outputs.ts';
import { leaksIn } from './search.ts';

/** What jest tells of a test file, as far as it is texts. */
export interface FileResult {
  readonly console?: readonly { readonly message: string }[] | null | undefined;
  readonly failureMessage?: string | null | undefined;
  readonly testExecError?: { readonly message?: unknown } | null | undefined;
}

/** A reporter of jest. */
export interface LeakSearch {
  readonly onTestResult: (test: { readonly path: string }, result: FileResult) => void;
  readonly onRunComplete: () => void;
  /** Makes jest fail. */
  readonly getLastError: () => Error | undefined;
}

/** The texts of a test file: what it wrote to the console, and how it failed. */
const textsOf = ({ console: written, failureMessage, testExecError }: FileResult): string[] => [
  ...(written ?? []).map(({ message }) => message),
  failureMessage ?? '',
  String(testExecError?.message ?? ''),
];

const complaints = ({ name, text }: Output): string[] =>
  leaksIn(text).map(({ kind, masked }) => `${name}: ${kind} ${masked}`);

/** The Postgres of the run, see `cluster.ts`. */
const SERVER = 'FOURNETS_TEST_DATA_DIRECTORY';

/** Searches everything that tests and their processes write. */
export const searchLeaks = (): LeakSearch => {
  const outputs = keepOutputs();
  const found = new Set<string>();
  const search = (output: Output): void => complaints(output).forEach((line) => found.add(line));
  return {
    onTestResult: ({ path }, result) => textsOf(result).forEach((text) => search({ name: path, text })),
    onRunComplete: () => {
      const server = process.env[SERVER];
      if (server !== undefined) keepLogsOf(server);
      outputs.take().forEach(search);
      for (const line of found) process.stderr.write(`LEAK ${line}\n`);
    },
    getLastError: () =>
      found.size === 0 ? undefined : new Error('an identity number or a bank account was written'),
  };
};
