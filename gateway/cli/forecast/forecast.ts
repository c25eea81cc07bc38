import { forecastFor } from '../../oversight/forecast/answer.ts';
import { compareAsRule } from '../../oversight/compare/ask.ts';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exit.ts';
import { withRules } from '../rules/open.ts';
import { ruleCalled } from '../rules/try.ts';
import { assertWritable } from '../writable.ts';
import { assertTable, writeForecast } from './table.ts';
import { forecastText } from './text.ts';

export interface ForecastCommandOptions {
  readonly unit?: string;
  readonly tree: boolean;
  readonly months: number;
  readonly asOf?: string;
  readonly vacant: number;
  readonly warned: boolean;
  readonly output?: string;
}

/** `forecast`: asked for the purpose of rule R02, by whose agreements the owners answer; ends with 1 where they do not tell all. */
export const forecast = async (
  context: CommandContext,
  { unit, tree, months, asOf, vacant: vacantShare, warned, output }: ForecastCommandOptions,
): Promise<void> => {
  if (output !== undefined) {
    assertTable(output);
    await assertWritable(output);
  }
  await withRules(context, async ({ graph, today }) => {
    const { askQuestion } = compareAsRule(graph, ruleCalled(graph, 'R02'));
    const scope = { institution: unit ?? null, tree, months, asOf: asOf ?? today() };
    const ahead = await forecastFor({ ...scope, vacantShare, warned }, askQuestion);
    if (output !== undefined) await writeForecast(output, ahead);
    context.terminal.result(ahead, forecastText(ahead));
    if (ahead.gaps.length > 0) process.exitCode = EXIT.failed;
  });
};
