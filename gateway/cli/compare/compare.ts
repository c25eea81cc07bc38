import { lastMonthEnd } from '../../oversight/condition/calendar.ts';
import { compareAsRule } from '../../oversight/compare/ask.ts';
import { compareCounts } from '../../oversight/compare/compare.ts';
import { reasonRules } from '../../oversight/compare/explain.ts';
import { listUpTo } from '../../oversight/compare/listed.ts';
import { openCompareWorkbook } from '../../oversight/compare/workbook.ts';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exit.ts';
import { withRules } from '../rules/open.ts';
import { ruleCalled } from '../rules/try.ts';
import { statusLine } from '../status-line.ts';
import { assertWritable } from '../writable.ts';
import { comparisonText } from './text.ts';

export interface CompareCommandOptions {
  readonly unit?: string;
  readonly tree: boolean;
  readonly asOf?: string;
  readonly xlsx?: string;
}

/** Differences that `--json` lists; a workbook has all. */
const LISTED_MAX = 10_000;

/** `compare`: asked for the purpose of rule R21, by whose agreements the owners answer. */
export const compare = async (
  context: CommandContext,
  { unit, tree, asOf, xlsx }: CompareCommandOptions,
): Promise<void> => {
  if (xlsx !== undefined) await assertWritable(xlsx);
  await withRules(context, async ({ graph, today }) => {
    const { terminal } = context;
    const status = statusLine(terminal);
    const listed = listUpTo(LISTED_MAX);
    const workbook = xlsx === undefined ? undefined : openCompareWorkbook(xlsx);
    const comparison = await compareCounts(
      { institution: unit ?? null, tree, asOf: asOf ?? lastMonthEnd(today()) },
      {
        graph: compareAsRule(graph, ruleCalled(graph, 'R21')),
        rules: reasonRules(graph.compile),
        onPerson: (person) => {
          listed.add(person);
          workbook?.person(person);
        },
        onProgress: (compared) => status.show(() => `${compared} compared · 已比对`),
      },
    );
    status.stop();
    await workbook?.finish(comparison);
    const differences = listed.differences();
    terminal.result(
      { ...comparison, differences, more: listed.isMore() },
      comparisonText(comparison, differences),
    );
    if (comparison.gaps.length > 0) process.exitCode = EXIT.failed;
  });
};
