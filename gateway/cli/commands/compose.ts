import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exit.ts';

/** `compose`: everything that is generated from `schema/`, written or compared. */
export const register = (program: Command, context: () => CommandContext): void => {
  program
    .command('compose')
    .description('compose the supergraph and write what is generated from schema/ · 合成总图并生成文件')
    .option('--check', 'write nothing; fail where a file differs · 仅比对，不写入')
    .action(async (options: { readonly check?: true }) => {
      const { terminal } = context();
      // Loaded on demand: it needs development dependencies, the other commands do not.
      const { generatedFiles, staleFiles, writeFiles } = await import('../../compose/generate.ts');
      const { files, hints } = await generatedFiles();
      for (const hint of hints) terminal.say(hint);
      const stale = staleFiles(files).map(({ name }) => name);
      if (options.check !== true) writeFiles(files);
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
