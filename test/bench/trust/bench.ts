// What trust costs: the linked query of one process of ours, with one thing more from variant to variant.
import { agree } from '../load/agree.ts';
import { contenderOf, measureInTurn, type Fit } from '../load/rounds.ts';
import { foreignFigure, stackFigures, summaries, type Find } from '../load/summary.ts';
import { round, type Bench, type Figure } from '../figure.ts';
import { TOLD_ASKER } from '../linked/asker.ts';
import { openDistrict, type District } from '../linked/district.ts';
import { linkedQuestions } from '../linked/question.ts';
import type { Questions } from '../load/question.ts';
import { onStage, type Stage } from '../machine/stage.ts';
import { appendFigures } from './append.ts';
import { inForce } from './in-force.ts';
import { doorFigures, tokenFigures } from './parts.ts';
import { registerTask, STACKS, startStack } from './stacks.ts';
import { say } from '../say.ts';

const CONNECTIONS = 8;
/** Seats of the institutions that are asked about. */
const SEATS = 100;
const WARM_UP_SECONDS = 8;
/** More rounds than elsewhere: what is looked for is small. */
const ROUNDS = { warmUpSeconds: WARM_UP_SECONDS, rounds: 5, rampSeconds: 1, seconds: 3 };

type Name = keyof typeof STACKS;

/** CPU of what a stack does more than another. */
const difference = (part: string, of: Find, more: Name, less: Name, must = ''): Figure => {
  const [with_, without] = [of(STACKS[more]).cpuMs, of(STACKS[less]).cpuMs];
  return {
    measure: `trust: CPU of ${part}`,
    value: round(with_ - without),
    unit: 'ms/request',
    must,
    note: `${round((100 * (with_ - without)) / with_, 1)} % of ${round(with_)} ms`,
  };
};

const share = (of: Find): Figure => {
  const { product, guard } = STACKS;
  const { cpuMs } = of(product);
  return {
    measure: 'trust: share of the access log in the CPU at full load',
    value: round((100 * (cpuMs - of(guard).cpuMs)) / cpuMs, 1),
    unit: '%',
    must: '≤ 15 %',
  };
};

const differences = (ofPair: Find, of: Find): Figure[] => [
  share(ofPair),
  difference('the access log, nothing else up', ofPair, 'product', 'guard'),
  difference('token and purpose', of, 'tokens', 'nothing'),
  difference('the decisions of the departments', of, 'guard', 'tokens'),
  difference('the access log', of, 'product', 'guard'),
  difference('all of it', of, 'product', 'nothing'),
  difference('a purpose for some units, and row-level security', of, 'scoped', 'product'),
  difference('a department that refuses, whose rows are not read', of, 'refused', 'product'),
];

const codeOf = ({ id }: { readonly id: string }): string => (JSON.parse(id) as { code: string }).code;

/** Starts the product and what it is without its access log, and compares their answers. */
const agreedPair = async (stage: Stage, district: District) => {
  const product = await startStack(stage, district, 'product', STACKS.product);
  const guard = await startStack(stage, district, 'guard', STACKS.guard);
  const questions = await linkedQuestions(product, SEATS);
  return { questions, pair: await agree([product, guard], questions) };
};

/** Starts the other variants, and compares all answers. */
const agreedStacks = async (
  stage: Stage,
  district: District,
  pair: readonly Fit[],
  questions: Questions,
): Promise<readonly Fit[]> => {
  const task = await registerTask(district, questions.map(codeOf));
  const stacks = [
    await startStack(stage, district, 'nothing', STACKS.nothing),
    await startStack(stage, district, 'tokens', STACKS.tokens),
    contenderOf(pair, STACKS.guard),
    contenderOf(pair, STACKS.product),
    await startStack(stage, district, 'product', STACKS.scoped, { task, told: ['SHARING_LIMITED'] }),
    await startStack(stage, district, 'refused', STACKS.refused, { told: ['SHARING_REFUSED'] }),
  ];
  return agree(stacks, questions);
};

const partFigures = async (district: District, product: Fit, other: Fit): Promise<Figure[]> => [
  ...(await tokenFigures(district, new URL(product.endpoint).origin)),
  ...(await doorFigures(TOLD_ASKER)),
  ...(await appendFigures(district, TOLD_ASKER)),
  await inForce(district, product, other),
];

export const trust: Bench = () =>
  onStage(async (stage) => {
    say('planting the district');
    const district = await openDistrict(stage);
    say('starting the product with its access log and without');
    const { pair, questions } = await agreedPair(stage, district);
    const measure = { ...ROUNDS, connections: CONNECTIONS, questions };
    const ofPair = summaries(await measureInTurn(pair, measure));
    say('starting the other variants');
    const stacks = await agreedStacks(stage, district, pair, questions);
    const rounds = await measureInTurn(stacks, measure);
    const of = summaries(rounds);
    say('the parts by themselves');
    const product = contenderOf(stacks, STACKS.product);
    return [
      ...differences(ofPair, of),
      ...(await partFigures(district, product, contenderOf(stacks, STACKS.scoped))),
      ...stacks.flatMap(({ name }) => stackFigures('trust', name, of(name))),
      foreignFigure('trust', rounds),
    ];
  });
