import type { DepartmentName } from '../../../schema/departments.ts';
import { addOwnKey } from '../../../subgraphs/kit/access-log/own-keys.ts';
import { rotateKey } from '../../../subgraphs/kit/access-log/rotate.ts';
import type { CommandContext } from '../context.ts';
import { eachAccessLog } from './each.ts';

/** Goes over to a new key of the chain, also while the product runs; the old ones stay for verifying. */
export const runRotateKey = async (
  context: CommandContext,
  name: DepartmentName | undefined,
): Promise<void> => {
  const { dataDirectory } = context.config;
  const rotated = await eachAccessLog(context, name, async ({ owner, ownerUrl, keys }) => ({
    department: owner,
    key: await rotateKey({ url: ownerUrl, keys, addKey: () => addOwnKey(dataDirectory, owner) }),
  }));
  const lines = rotated.map(({ department, key }) => `${department}: key ${key} writes now · 已启用新密钥`);
  const advice = 'Back up secrets.json anew: without it the log cannot be verified · 请重新备份 secrets.json';
  context.terminal.result(rotated, [...lines, advice].join('\n'));
};
