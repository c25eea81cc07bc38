import type { DepartmentName } from '../../../schema/departments.ts';
import { archiveAccessLog } from '../../../subgraphs/kit/access-log/archive/archive.ts';
import { startOfDay } from '../../../subgraphs/kit/access-log/days.ts';
import type { CommandContext } from '../context.ts';
import { eachAccessLog } from './each.ts';
import { withProgress } from './progress.ts';

export interface ArchiveCommandOptions {
  /** Day before which records are moved, YYYY-MM-DD. */
  readonly before?: string;
}

interface Archived {
  readonly department: DepartmentName;
  readonly records: number;
  /** Name of the archive; null where nothing was old enough. */
  readonly file: string | null;
}

const report = ({ department, records, file }: Archived): string =>
  file === null
    ? `${department}: nothing is old enough · 没有到期的记录`
    : `${department}: ${records} records moved into ${file} · 已归档 ${records} 条`;

/** Moves old records out of the database, into archives. */
export const runArchive = async (
  context: CommandContext,
  name: DepartmentName | undefined,
  { before }: ArchiveCommandOptions,
): Promise<void> => {
  const archived = await eachAccessLog(context, name, ({ owner, ownerUrl, keys, archives }) =>
    withProgress(context.terminal, `${owner}: archiving · 归档`, async (onRecord): Promise<Archived> => {
      const archive = await archiveAccessLog({
        url: ownerUrl,
        owner,
        keys,
        directory: archives,
        before: before === undefined ? undefined : startOfDay(before),
        now: new Date(),
        onRecord,
      });
      const records = archive === undefined ? 0 : archive.seq - archive.firstSeq + 1;
      return { department: owner, records, file: archive?.file ?? null };
    }),
  );
  context.terminal.result(archived, archived.map(report).join('\n'));
};
