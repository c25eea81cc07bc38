import { Option, type Command } from 'commander';
import type { ExecutorName } from '../host.ts';
import type { PlannerName } from '../plan/choose.ts';

const EXECUTORS = ['own', 'stock'] as const satisfies readonly ExecutorName[];
const PLANNERS = ['hive', 'apollo'] as const satisfies readonly PlannerName[];

/** How a gateway executes: what the command line can choose. */
export interface Engine {
  readonly executor: ExecutorName;
  /** The planner; where none is named, the best that runs on this machine. */
  readonly planner?: PlannerName;
}

/** Who makes the plans. */
export const plannerOption = (): Option =>
  new Option(
    '--planner <name>',
    'who makes the plans; the best for this machine where left out · 规划器',
  ).choices(PLANNERS);

const executorOption = (): Option =>
  new Option('--executor <name>', 'who runs the plans; stock is that of @apollo/gateway · 执行器')
    .choices(EXECUTORS)
    .default('own');

/** Adds the options that commander reads as an `Engine`. */
export const withEngine = (command: Command): Command =>
  command.addOption(executorOption()).addOption(plannerOption());
