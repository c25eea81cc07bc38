import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { CodedError } from '../../../schema/errors.ts';
import type { Comparison } from '../../compose/changes/compare.ts';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exit.ts';

interface Options {
  readonly to?: string;
  readonly stored?: string;
  readonly agreements?: string;
}

const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : '';
    throw new CodedError('FILE_NOT_FOUND', { file, reason }, { cause });
  }
};

const textOf = ({ changes }: Comparison, breaks: readonly string[]): string => {
  const lines = changes.map(({ level, kind, coordinate, text }) =>
    [level.padEnd(9), kind.padEnd(7), coordinate, '·', text].join(' '),
  );
  if (lines.length === 0) return 'nothing changed · 无变更';
  const broken = breaks.length === 0 ? [] : ['', 'Breaks · 受影响的操作、协议与规则：', ...breaks];
  return [...lines, ...broken].join('\n');
};

const changes = async ({ terminal }: CommandContext, old: string, options: Options): Promise<void> => {
  // Loaded on demand: the tools of composition take a while to load.
  const [
    { compareGraphs, breakLines },
    { readGraph },
    { reliedOperations },
    { parseAgreements },
    { ruleFiles },
    read,
  ] = await Promise.all([
    import('../../compose/changes/compare.ts'),
    import('../../compose/changes/graph.ts'),
    import('../../compose/changes/stored.ts'),
    import('../../compose/changes/agreements.ts'),
    import('../../oversight/rule/files.ts'),
    import('../../compose/read.ts'),
  ]);
  const { to = read.COMMITTED_SUPERGRAPH, stored, agreements } = options;
  const comparison = await compareGraphs(readGraph(old, readText(old)), readGraph(to, readText(to)), {
    operations: await reliedOperations(read.OPERATIONS_DIRECTORY, stored),
    agreements: agreements === undefined ? [] : parseAgreements(agreements, readText(agreements)),
    rules: ruleFiles(),
  });
  const breaks = breakLines(comparison);
  terminal.result(comparison, textOf(comparison, breaks));
  if (breaks.length > 0) process.exitCode = EXIT.failed;
};

/** `changes <old>`: how the graph differs from an older one, and whom that breaks. */
export const register = (program: Command, context: () => CommandContext): void => {
  program
    .command('changes')
    .description('compare the graph with an older one and say whom the changes break · 比对接口变更')
    .argument('<old>', 'an older supergraph, or an older API · 旧版总图或接口文件')
    .option('--to <file>', 'another newer one than schema/supergraph.graphql · 新版文件')
    .option('--stored <folder>', 'manifests of clients, such as STORED_OPERATIONS_DIR · 客户端清单目录')
    .option('--agreements <file>', 'JSON list of owner and coordinates of agreements · 协议列表')
    .action((old: string, options: Options) => changes(context(), old, options));
};
