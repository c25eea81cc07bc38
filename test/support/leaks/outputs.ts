// What the processes of tests write is kept until the end of the run, and then searched for what must not be there.
import type { ChildProcess } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** How the workers of jest learn where to. */
const VARIABLE = 'FOURNETS_TEST_OUTPUTS';

/** A text that a run has brought forth. */
export interface Output {
  readonly name: string;
  readonly text: string;
}

/** Outputs from now on. */
export interface Outputs {
  /** All that was written, which is gone afterwards. */
  readonly take: () => Output[];
}

/** Begins to keep what the processes of tests write. */
export const keepOutputs = (): Outputs => {
  const folder = mkdtempSync(path.join(tmpdir(), 'fournets-outputs-'));
  const before = process.env[VARIABLE];
  process.env[VARIABLE] = folder;
  return {
    take: () => {
      if (before === undefined) delete process.env[VARIABLE];
      else process.env[VARIABLE] = before;
      const outputs = readdirSync(folder).map((name) => ({
        name,
        text: readFileSync(path.join(folder, name), 'utf8'),
      }));
      rmSync(folder, { recursive: true, force: true });
      return outputs;
    },
  };
};

/** Keeps a text for the search at the end of the run. */
const keepText = (name: string, text: string | Buffer): void => {
  const folder = process.env[VARIABLE];
  if (folder !== undefined) appendFileSync(path.join(folder, name), text);
};

/** Keeps what the Postgres of a data directory, or of those in it, has logged. */
export const keepLogsOf = (directory: string): void => {
  for (const name of ['.', ...readdirSync(directory)])
    for (const log of ['postgres.log', 'postgres.log.previous']) {
      const file = path.join(directory, name, log);
      if (existsSync(file)) keepText(file.replaceAll(path.sep, '_'), readFileSync(file));
    }
};

/** Keeps what a process writes. */
export const keepOutput = ({ pid, stdout, stderr }: ChildProcess): void => {
  for (const [name, stream] of Object.entries({ stdout, stderr }))
    stream?.on('data', (chunk: Buffer) => keepText(`${process.pid}-${pid ?? 0}-${name}`, chunk));
};
