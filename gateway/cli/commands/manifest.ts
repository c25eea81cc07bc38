import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { collectOperations } from '../../receive/clients/collect.ts';
import { fileNameOf } from '../../receive/clients/folder.ts';
import { MODES, parseManifest, type Mode } from '../../receive/clients/manifest.ts';
import type { CommandContext } from '../context.ts';

interface Options {
  readonly client?: string;
  readonly mode?: Mode;
  readonly rate?: number;
  readonly into?: string;
}

const wholeNumber = (text: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError('expected a whole number from 1');
  return number;
};

/** Gateways that follow the folder never meet a half of the file. */
const replaceFile = (file: string, text: string): void => {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
};

const manifest = ({ terminal }: CommandContext, folder: string, options: Options): void => {
  const { client, mode, rate, into } = options;
  const given = { mode, ratePerMinute: rate, operations: collectOperations(folder) };
  const text = `${JSON.stringify(given, null, 2)}\n`;
  const file = path.join(into ?? '.', fileNameOf(client ?? 'client'));
  parseManifest(file, text);
  if (client === undefined) {
    terminal.result(given, text.trimEnd());
    return;
  }
  replaceFile(file, text);
  const operations = given.operations.map(({ id, name }) => ({ id: `sha256:${id}`, name }));
  terminal.result(
    { file, operations },
    [`${file} written · 已写入`, ...operations.map(({ id, name }) => `${id}  ${name}`)].join('\n'),
  );
};

/** `manifest <folder>`: the documents that a client may ask, as the gateway reads them. */
export const register = (program: Command, context: () => CommandContext): void => {
  program
    .command('manifest')
    .description('collect the stored operations of a client · 汇集客户端的已存操作')
    .argument('<folder>', 'folder of .graphql files, one named operation in each · 查询文件目录')
    .option('--client <id>', 'write the file of this client instead of printing it · 客户端编号')
    .addOption(new Option('--mode <mode>', 'what is not stored is · 未存操作的处理').choices([...MODES]))
    .option('--rate <n>', 'requests a minute · 每分钟请求数', wholeNumber)
    .option('--into <folder>', 'where the file of the client goes, such as STORED_OPERATIONS_DIR · 输出目录')
    .action((folder: string, options: Options) => manifest(context(), folder, options));
};
