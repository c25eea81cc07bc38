// The same rules over ten times as many people: whether the time grows with them, and memory does not.
import { UNTIL } from '../../support/demo/district.ts';
import { asOfOf } from '../../../subgraphs/demo/manifest.ts';
import { round, type Bench, type Figure } from '../figure.ts';
import { openDistrict } from '../linked/district.ts';
import { onStage } from '../machine/stage.ts';
import { runRules, type RunCost } from './product.ts';

/** People of the smaller district that the figure is about; the larger one has ten times as many. */
const PEOPLE = 100_000;
const TIMES = 10;

/** Memory is told at so many moments of a run. */
const MOMENTS = 8;

const measured = (people: number): Promise<RunCost> =>
  onStage(async (stage) => {
    process.stderr.write(`  planting ${people} people\n`);
    const district = await openDistrict(stage, people);
    return runRules(district, asOfOf({ until: UNTIL }));
  });

const overTime = (megabytes: readonly number[]): string =>
  Array.from({ length: MOMENTS }, (_, moment) =>
    round(megabytes[Math.floor(((moment + 1) * (megabytes.length - 1)) / MOMENTS)] ?? 0, 0),
  ).join(', ');

const costFigures = (people: number, { seconds, run, megabytes, foreignCores }: RunCost): Figure[] => [
  {
    measure: `sweep over ${people} people`,
    value: round(seconds),
    unit: 's',
    note: `${run.progress.subjectsDone} subjects, ${run.progress.requests} requests; ${round(foreignCores)} cores busy with something else`,
  },
  {
    measure: `sweep over ${people} people: memory, the most`,
    value: round(Math.max(...megabytes), 0),
    unit: 'MB',
    note: `over time ${overTime(megabytes)}`,
  },
];

/** P5: a run over ten times as many people. */
export const sweep: Bench = async ({ people = PEOPLE }) => {
  const few = await measured(people);
  const many = await measured(people * TIMES);
  return [
    {
      measure: `sweep: time over ${people * TIMES} people ÷ over ${people}`,
      value: round(many.seconds / few.seconds),
      unit: '×',
      must: '≤ 11 × (P5)',
    },
    ...costFigures(people, few),
    ...costFigures(people * TIMES, many),
  ];
};
