import type { Command } from 'commander';
import type { GeneratedFile } from '../../compose/generate.ts';
import type { Config } from '../../config.ts';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exit.ts';
import { calendarDay } from '../today.ts';

/** The changelog with the entry of today; refuses a change that breaks stored operations or rules. */
const reviewed = async (
  files: readonly GeneratedFile[],
  config: Config,
  acceptBreaking: boolean,
): Promise<readonly GeneratedFile[]> => {
  const { reviewFiles } = await import('../../compose/changes/review.ts');
  return reviewFiles(files, {
    acceptBreaking,
    day: calendarDay(config),
    manifestsDirectory: config.storedOperationsDirectory,
  });
};

/** `compose`: everything that is generated from `schema/`, written or compared. */
export const register = (program: Command, context: () => CommandContext): void => {
  program
    .command('compose')
    .description('compose the supergraph and write what is generated from schema/ · 合成总图并生成文件')
    .option('--check', 'write nothing; fail where a file differs · 仅比对，不写入')
    .option(
      '--accept-breaking',
      'let a change through that breaks stored operations or rules · 允许破坏性变更',
    )
    .action(async (options: { readonly check?: true; readonly acceptBreaking?: true }) => {
      const { terminal, config } = context();
      // Loaded on demand: it needs development dependencies, the other commands do not.
      const { generatedFiles, staleFiles, writeFiles } = await import('../../compose/generate.ts');
      const { files, hints } = await generatedFiles();
      for (const hint of hints) terminal.say(hint);
      const stale = staleFiles(files).map(({ name }) => name);
      if (options.check !== true)
        writeFiles([...files, ...(await reviewed(files, config, options.acceptBreaking === true))]);
      else if (stale.length > 0) process.exitCode = EXIT.failed;
      const verb =
        options.check === true
          ? 'differs, run `npm run compose` · 不一致，请运行 npm run compose'
          : 'written · 已写入';
      terminal.result(
        { stale },
        stale.map((name) => `${name} ${verb}`).join('\n') || 'everything is up to date · 均为最新',
      );
    });
};
