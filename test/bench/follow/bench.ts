// From the commit of a change to its finding in the ledger, while many change much.
import { UNTIL } from '../../support/demo/district.ts';
import { asOfOf } from '../../../subgraphs/demo/manifest.ts';
import { round, type Bench } from '../figure.ts';
import { openDistrict, type District } from '../linked/district.ts';
import { quantile } from '../load/summary.ts';
import { cpuByPart, machineSeconds } from '../machine/processes.ts';
import { sourceArgs, startAnnouncing } from '../machine/program.ts';
import { onStage, type Stage } from '../machine/stage.ts';
import { runRules } from '../rules/product.ts';
import { unsuspected } from './people.ts';
import { openWatch } from './watch.ts';
import { writeChanges } from './writers.ts';
import { say } from '../say.ts';

/** People of the district that the figure is about. */
const PEOPLE = 100_000;
const LOAD = { perSecond: 100, seconds: 60 };
/** People whom the writers change. */
const CHANGED = 3000;

interface Done {
  readonly subjects: number;
  readonly questions: number;
  readonly requests: number;
  readonly faults: number;
}

/** A district in which the rules have run, on its own day. */
const ruledDistrict = async (stage: Stage, people: number): Promise<District> => {
  say(`planting ${people} people`);
  const planted = await openDistrict(stage, people);
  const today = asOfOf({ until: UNTIL });
  const district = { ...planted, environment: { ...planted.environment, FOURNETS_TODAY: today } };
  say('running the rules');
  await runRules(district, today);
  return district;
};

/** P6: how long a finding takes after its facts. */
export const follow: Bench = ({ people = PEOPLE }) =>
  onStage(async (stage) => {
    const district = await ruledDistrict(stage, people);
    const somebody = await unsuspected(district, CHANGED);
    const follower = await startAnnouncing(stage, {
      args: sourceArgs('test/bench/follow/server.ts'),
      env: district.environment,
    });
    const done = async (): Promise<Done> => (await (await fetch(follower.url)).json()) as Done;
    const watch = await openWatch(district.databases.establishment.ownerUrl);
    stage.defer(watch.stop);
    const parts = { follower: [follower.pid], postgres: [district.postgres] };
    say(`${LOAD.perSecond} changes a second for ${LOAD.seconds} s`);
    const [before, busy, began] = [cpuByPart(parts), machineSeconds(), performance.now()];
    const { changes, skipped } = await writeChanges(district, somebody, watch, LOAD);
    const seconds = (performance.now() - began) / 1000;
    const after = cpuByPart(parts);
    const cpu = (part: keyof typeof parts): number => (after[part] ?? 0) - (before[part] ?? 0);
    const foreign = (machineSeconds() - busy - cpu('follower') - cpu('postgres')) / seconds;
    const { subjects, questions, requests, faults } = await done();
    const time = (share: number): number => Math.round(quantile(watch.times, share));
    return [
      {
        measure: `follow, ${people} people: commit to finding, p95`,
        value: time(0.95),
        unit: 'ms',
        must: '≤ 1,000 ms at 100 changes/s (P6)',
        note: `${watch.times.length} findings came or went; ${watch.lost()} did not`,
      },
      { measure: 'follow: p50', value: time(0.5), unit: 'ms' },
      { measure: 'follow: p99', value: time(0.99), unit: 'ms' },
      {
        measure: 'follow: changes',
        value: changes,
        unit: '',
        note: `${skipped} more were due while nobody was free; all followed after ${round(seconds, 1)} s`,
      },
      {
        measure: 'follow: subjects looked at',
        value: subjects,
        unit: '',
        note: `in ${questions} questions of rules; ${requests} other requests, ${faults} faults`,
      },
      { measure: 'follow: CPU of the follower', value: round(cpu('follower') / seconds), unit: 'cores' },
      {
        measure: 'follow: CPU of Postgres, writers included',
        value: round(cpu('postgres') / seconds),
        unit: 'cores',
      },
      {
        measure: 'follow: cores busy with something else',
        value: round(foreign),
        unit: 'cores',
        note: 'the bench itself included',
      },
    ];
  });
