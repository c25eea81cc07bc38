import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { CodedError } from '../../../schema/errors.ts';
import type { PlannerName } from '../../plan/choose.ts';
import type { CommandContext } from '../context.ts';
import { plannerOption } from '../engine.ts';

interface Options {
  readonly supergraph?: string;
  readonly planner?: PlannerName;
}

const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new CodedError(
      'FILE_NOT_FOUND',
      { file, reason: cause instanceof Error ? cause.message : '' },
      { cause },
    );
  }
};

const plan = async (
  { terminal }: CommandContext,
  file: string,
  { supergraph, planner }: Options,
): Promise<void> => {
  const [{ COMMITTED_SUPERGRAPH }, { explainPlan }] = await Promise.all([
    import('../../compose/read.ts'),
    import('../../plan/explain.ts'),
  ]);
  const text = explainPlan(readText(supergraph ?? COMMITTED_SUPERGRAPH), readText(file), planner);
  terminal.result({ plan: text }, text);
};

/** `plan <file>`: how a question would be answered, without asking anybody. */
export const register = (program: Command, context: () => CommandContext): void => {
  program
    .command('plan')
    .description('print how a question would be answered: who is asked what · 显示查询计划')
    .argument('<file>', 'file with one operation · 查询文件')
    .option('--supergraph <file>', 'another supergraph than that of the departments · 总图文件')
    .addOption(plannerOption())
    .action((file: string, options: Options) => plan(context(), file, options));
};
