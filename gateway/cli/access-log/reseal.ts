import { userInfo } from 'node:os';
import type { DepartmentName } from '../../../schema/departments.ts';
import { resealAccessLog } from '../../../subgraphs/kit/access-log/reseal.ts';
import type { CommandContext } from '../context.ts';
import { eachAccessLog } from './each.ts';
import { withProgress } from './progress.ts';

export interface ResealCommandOptions {
  /** Number of the document that says what was found and who decided. */
  readonly document: string;
}

/** Lets a log that has stopped be written again, by a record of its own. */
export const runReseal = async (
  context: CommandContext,
  name: DepartmentName,
  { document }: ResealCommandOptions,
): Promise<void> => {
  const [resealed] = await eachAccessLog(context, name, ({ owner, ownerUrl, ...place }) =>
    withProgress(context.terminal, `${owner}: verifying · 核验`, (onRecord) =>
      resealAccessLog({
        ...place,
        owner,
        url: ownerUrl,
        by: userInfo().username,
        document,
        now: new Date(),
        onRecord,
      }),
    ),
  );
  const { seq, problems } = resealed ?? { seq: 0, problems: [] };
  const found = problems.map(({ code, en, zh }) => `  ${code}: ${en}\n  ${zh}`);
  context.terminal.result(
    { department: name, seq, problems },
    [`${name}: written again from record ${seq} on · 自第 ${seq} 条起恢复写入`, ...found].join('\n'),
  );
};
