import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { Writable } from 'node:stream';
import type { DepartmentName } from '../../../schema/departments.ts';
import { CodedError } from '../../../schema/errors.ts';
import { endOfDay, startOfDay } from '../../../subgraphs/kit/access-log/days.ts';
import { exportAccessLog, type ExportFormat } from '../../../subgraphs/kit/access-log/export/export.ts';
import type { CommandContext } from '../context.ts';
import { eachAccessLog } from './each.ts';
import { withProgress } from './progress.ts';

export interface ExportCommandOptions {
  /** Days, YYYY-MM-DD, both of them with what happened on them. */
  readonly from: string;
  readonly to: string;
  readonly format: ExportFormat;
  /** File that is made; stdout where left out. */
  readonly output?: string;
}

/** Ends with its text, which stdout does not. */
const toStdout = (): Writable =>
  new Writable({ write: (chunk: Buffer, _, done) => void process.stdout.write(chunk, done) });

/** Only its owner may read it, and a file that is there is not written over. */
const toFile = async (file: string): Promise<Writable> => {
  const stream = createWriteStream(file, { mode: 0o600, flags: 'wx' });
  await once(stream, 'open').catch((cause: unknown) => {
    throw new CodedError('FILE_NOT_FOUND', { file, reason: String(cause) }, { cause });
  });
  return stream;
};

/** Writes the records of some days, all of them: who may read the database may read this. */
export const runExport = async (
  context: CommandContext,
  name: DepartmentName,
  { from, to, format, output }: ExportCommandOptions,
): Promise<void> => {
  await eachAccessLog(context, name, ({ owner, url }) =>
    withProgress(context.terminal, `${owner}: exporting · 导出`, async (onRecord) =>
      exportAccessLog({
        url,
        format,
        since: startOfDay(from),
        before: endOfDay(to),
        to: output === undefined ? toStdout() : await toFile(output),
        onRecord,
      }),
    ),
  );
};
