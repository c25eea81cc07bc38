import { fenToYuan } from '../../../schema/money.ts';
import { backTest, type BackTest } from '../../oversight/back-test/back-test.ts';
import { verdictsBy } from '../../oversight/back-test/verdicts.ts';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exit.ts';
import { withRules } from '../rules/open.ts';
import { ruleCalled } from '../rules/try.ts';
import { backTestText, monthLine } from './text.ts';

export interface BackTestCommandOptions {
  readonly from: string;
  readonly to: string;
  readonly sample: number;
}

/** Money as JSON has it: exact, as text in yuan. */
const inYuan = <T extends { readonly amountFen: bigint }>({ amountFen, ...rest }: T) => ({
  ...rest,
  amount: fenToYuan(amountFen),
});

const jsonOf = ({ months, units, ...rest }: BackTest) => ({
  ...rest,
  months: months.map(inYuan),
  units: (units ?? []).map(inYuan),
});

/** `back-test`: nothing is kept. */
export const backTestRule = (
  context: CommandContext,
  name: string,
  { from, to, sample }: BackTestCommandOptions,
): Promise<void> =>
  withRules(context, async ({ graph, today }) => {
    const { terminal } = context;
    const tested = await backTest(
      ruleCalled(graph, name),
      { from, to, today: today(), share: sample },
      {
        graph,
        verdictsOf: verdictsBy(graph.request),
        onMonth: (month) => terminal.say(monthLine(month)),
      },
    );
    terminal.result(jsonOf(tested), backTestText(tested));
    if (tested.months.some(({ missing }) => missing.length > 0)) process.exitCode = EXIT.failed;
  });
