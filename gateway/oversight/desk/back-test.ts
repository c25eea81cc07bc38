import { EvaluationError } from '@marcbachmann/cel-js';
import type { GraphQLError } from 'graphql';
import { CodedError } from '../../../schema/errors.ts';
import { invalidValue } from '../../../schema/values.ts';
import { fenToYuan } from '../../../schema/money.ts';
import { backTest, type BackTest, type BackTestOptions, type Period } from '../back-test/back-test.ts';
import { verdictsBy, type VerdictsOf } from '../back-test/verdicts.ts';
import { openGaps, type CompareGraph, type Gap } from '../compare/ask.ts';
import { question } from '../question.ts';
import type { Rule } from '../rule/compile.ts';

/** Longest time for the months of a test and what follows, in milliseconds: the whole request has 30 s, one page up to 2.5 s. */
const TEST_MS = 20_000;

/** Most subjects that a test decides, each counted once for each month. Measured: some 10,000 a second. */
const SUBJECTS_MAX = 250_000;

type InYuan<T> = Omit<T, 'amountFen'> & { readonly amount: string };

/** What a rule would have found, as `schema/gateway.graphql` has it. */
export interface ShownBackTest extends Omit<BackTest, 'months' | 'units' | 'precision'> {
  readonly months: readonly InYuan<BackTest['months'][number]>[];
  readonly units: readonly InYuan<NonNullable<BackTest['units']>[number]>[] | null;
  readonly precision: { readonly [Of in keyof BackTest['precision']]: BackTest['precision'][Of] | null };
  readonly gaps: readonly Gap[];
}

const inYuan = <T extends { readonly amountFen: bigint }>({ amountFen, ...rest }: T): InYuan<T> => ({
  ...rest,
  amount: fenToYuan(amountFen),
});

/** Verdicts as far as the asker is shown findings: whoever is refused knows none, and is told why. */
const verdictsShown = (
  { askQuestion }: CompareGraph,
  onRefusal: (errors: readonly GraphQLError[]) => void,
): VerdictsOf => {
  const refused = new Error('refused');
  const read = verdictsBy(async (text, variables) => {
    const { data, errors = [] } = await askQuestion(question(text), variables);
    if (errors.length === 0) return data ?? {};
    onRefusal(errors);
    throw refused;
  });
  return async (id) => {
    try {
      return await read(id);
    } catch (error) {
      if (error !== refused) throw error;
      return { ledger: null, judged: new Map() };
    }
  };
};

/** A share above 0, at most 1, else VALUE_INVALID. */
const shareGiven = (share: number): number => {
  if (share > 0 && share <= 1) return share;
  throw invalidValue('sample', 'give a share above 0, at most 1', '应为大于 0、不超过 1 的比例');
};

/** An expression that cannot be worked out is the author's to mend. */
const failed =
  ({ metadata: { id: rule } }: Rule) =>
  (error: unknown): never => {
    if (!(error instanceof EvaluationError)) throw error;
    throw new CodedError(
      'RULE_FAILED',
      { rule, reason: error.message.split('\n')[0] ?? '' },
      { cause: error },
    );
  };

/** Runs a rule over the history as its asker sees it. What takes too long ends early and says what is not tested. */
export const testRule = async (
  rule: Rule,
  period: Period,
  graph: CompareGraph,
  compile: (text: string) => Rule,
): Promise<ShownBackTest> => {
  const gaps = openGaps();
  const share = shareGiven(period.share);
  let knowsVerdicts = true;
  const end = performance.now() + TEST_MS;
  const options: BackTestOptions = {
    graph: {
      compile,
      ask: async (asked, variables) => {
        const answer = await graph.ask(asked, variables);
        gaps.add(answer.errors ?? []);
        return answer;
      },
    },
    verdictsOf: verdictsShown(graph, (errors) => {
      knowsVerdicts = false;
      gaps.add(errors);
    }),
    isOver: (subjects) => subjects > SUBJECTS_MAX || performance.now() > end,
  };
  const tested = await backTest(rule, { ...period, share }, options).catch(failed(rule));
  const { months, units, precision, ...rest } = tested;
  return {
    ...rest,
    months: months.map(inYuan),
    units: units?.map(inYuan) ?? null,
    precision: { ledger: precision.ledger, hits: knowsVerdicts ? precision.hits : null },
    gaps: gaps.all(),
  };
};
