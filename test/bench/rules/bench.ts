// All built-in rules through the graph, against the same rules as SQL in one database.
import { UNTIL } from '../../support/demo/district.ts';
import { asOfOf } from '../../../subgraphs/demo/manifest.ts';
import { median, round, type Bench, type Figure } from '../figure.ts';
import { openDistrict } from '../linked/district.ts';
import { onStage } from '../machine/stage.ts';
import { compareFindings } from './agree.ts';
import { askPeer, openPeer, type PeerRule } from './peer.ts';
import { runRules, type RunCost } from './product.ts';
import { say } from '../say.ts';

/** People of the district that the figure is about. */
const PEOPLE = 100_000;
const ROUNDS = 3;

const total = (asked: readonly PeerRule[]): number => asked.reduce((sum, { seconds }) => sum + seconds, 0);

/** The one of several that took neither longest nor shortest. */
const middle = <T>(all: readonly T[], of: (one: T) => number): T =>
  all.toSorted((a, b) => of(a) - of(b))[Math.floor(all.length / 2)]!;

const costFigures = (cost: RunCost, people: number): Figure[] => {
  const { progress } = cost.run;
  const per1000 = (value: number): number => round((value / people) * 1000, 1);
  return [
    { measure: 'rules: requests to the graph', value: progress.requests, unit: '' },
    { measure: 'rules: subjects looked at', value: progress.subjectsDone, unit: '' },
    { measure: 'rules: rows read in Postgres', value: cost.rowsRead, unit: '' },
    { measure: 'rules: CPU of Node per 1,000 people', value: per1000(cost.nodeMs), unit: 'ms' },
    { measure: 'rules: CPU of Postgres per 1,000 people', value: per1000(cost.postgresMs), unit: 'ms' },
    { measure: 'rules: memory, the most', value: round(Math.max(...cost.megabytes), 0), unit: 'MB' },
    {
      measure: 'rules: cores busy with something else',
      value: round(cost.foreignCores),
      unit: 'cores',
    },
  ];
};

const ruleFigures = (cost: RunCost, peer: readonly PeerRule[]): Figure[] =>
  cost.rules
    .toSorted((a, b) => b.seconds - a.seconds)
    .map(({ rule, seconds, subjects, requests }) => ({
      measure: `rules: ${rule}, workers`,
      value: round(seconds),
      unit: 's',
      note: `${subjects} subjects, ${requests} requests; SQL ${round(peer.find((one) => one.rule === rule)?.seconds ?? 0)} s`,
    }));

/** P4: time of all rules over a district, against SQL over one database. */
export const rules: Bench = ({ people = PEOPLE }) =>
  onStage(async (stage) => {
    say(`planting ${people} people, twice`);
    const district = await openDistrict(stage, people);
    const peer = await openPeer(stage, district, people);
    const asOf = asOfOf({ until: UNTIL });
    const ours: RunCost[] = [];
    const theirs: PeerRule[][] = [];
    let found = 0;
    for (let turn = 0; turn < ROUNDS; turn += 1) {
      ours.push(await runRules(district, asOf));
      theirs.push(await askPeer(peer, asOf));
      found = await compareFindings(district, theirs.at(-1)!);
      say(`${round(ours.at(-1)!.seconds)} s, SQL ${round(total(theirs.at(-1)!))} s`);
    }
    const seconds = median(ours.map((one) => one.seconds));
    const sql = median(theirs.map(total));
    const cost = middle(ours, (one) => one.seconds);
    return [
      {
        measure: `rules over ${people} people: time ÷ SQL in one database`,
        value: round(seconds / sql),
        unit: '×',
        must: '≤ 4 × (P4)',
        note: `median of ${ROUNDS}`,
      },
      {
        measure: 'rules: the command',
        value: round(seconds),
        unit: 's',
        note: ours.map((one) => round(one.seconds)).join(', '),
      },
      {
        measure: 'rules: SQL in one database',
        value: round(sql),
        unit: 's',
        note: theirs.map((one) => round(total(one))).join(', '),
      },
      {
        measure: 'rules: subjects with findings',
        value: found,
        unit: '',
        note: 'warnings included, the same in both',
      },
      ...costFigures(cost, people),
      ...ruleFigures(cost, middle(theirs, total)),
    ];
  });
