import { readFileSync } from 'node:fs';
import type { DepartmentName } from '../../../schema/departments.ts';
import { CodedError } from '../../../schema/errors.ts';
import { fromLine, type SignedCheckpoint } from '../../../subgraphs/kit/access-log/checkpoint.ts';
import { verifyAccessLog, type Verification } from '../../../subgraphs/kit/access-log/verify/verify.ts';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exit.ts';
import { eachAccessLog } from './each.ts';
import { withProgress } from './progress.ts';

export interface VerifyCommandOptions {
  /** A file of checkpoints that somebody else has kept. */
  readonly witness?: string;
}

interface Verified extends Verification {
  readonly department: DepartmentName;
}

const witnesses = (file: string): SignedCheckpoint[] => {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line) => fromLine(line) ?? []);
  } catch (cause) {
    throw new CodedError('FILE_NOT_FOUND', { file, reason: String(cause) }, { cause });
  }
};

const report = ({ department, records, checkpoints, problems }: Verified): string =>
  [
    `${department}: ${records} records, ${checkpoints} checkpoints, ${problems.length} problems` +
      ` · 记录 ${records} 条，检查点 ${checkpoints} 个，问题 ${problems.length} 个`,
    ...problems.map(({ code, en, zh }) => `  ${code}: ${en}\n  ${zh}`),
  ].join('\n');

/** Everything that is not as it was written; exit code 1 where there is something. */
export const runVerify = async (
  context: CommandContext,
  name: DepartmentName | undefined,
  { witness }: VerifyCommandOptions,
): Promise<void> => {
  const kept = witness === undefined ? [] : witnesses(witness);
  const verified = await eachAccessLog(context, name, ({ owner, ...place }) =>
    withProgress(context.terminal, `${owner}: verifying · 核验`, async (onRecord): Promise<Verified> => ({
      department: owner,
      ...(await verifyAccessLog({
        ...place,
        owner,
        onRecord,
        witness: kept.findLast(({ department }) => department === owner),
      })),
    })),
  );
  context.terminal.result(verified, verified.map(report).join('\n'));
  if (verified.some(({ problems }) => problems.length > 0)) process.exitCode = EXIT.failed;
};
