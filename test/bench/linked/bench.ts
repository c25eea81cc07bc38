// The linked query: one institution, 100 people, four departments. Ours against the limit and against the peers.
import { agree } from '../load/agree.ts';
import { contenderOf, measureInTurn } from '../load/rounds.ts';
import { foreignFigure, stackFigures, summaries, type Find } from '../load/summary.ts';
import { round, type Bench, type Figure } from '../figure.ts';
import { onStage } from '../machine/stage.ts';
import { installPeers, peerVersions } from '../peers.ts';
import { newTally } from './asker.ts';
import { openDistrict } from './district.ts';
import { halfLoad } from './half-load.ts';
import { memoryUnderLoad } from './memory.ts';
import { linkedQuestions } from './question.ts';
import { accessRecords } from './records.ts';
import { STACKS, startOnAllCores, startSingle } from './stacks.ts';
import { statementCount } from './statements.ts';
import { say } from '../say.ts';

const CONNECTIONS = 8;
/** Seats of the institutions that are asked about. */
const SEATS = 100;
/** Until what is hot is compiled, at every stack: measured in turn, ours needs about a thousand answers. */
const WARM_UP_SECONDS = 8;
const ROUNDS = { warmUpSeconds: WARM_UP_SECONDS, rounds: 3, rampSeconds: 3, seconds: 3 };

const ratio = (measure: string, value: number, must = '', note = ''): Figure => ({
  measure: `linked: ${measure}`,
  value: round(value),
  unit: '×',
  must,
  note,
});

interface Peer {
  readonly version: string;
  /** How much of its throughput ours must have at least. */
  readonly must: string;
  /** Before departments that decide and record as ours do, and before the same ones asked by nobody. */
  readonly asked: string;
  readonly unasked: string;
}

const peers = (): Peer[] => {
  const { hive, hiveRust, apollo } = peerVersions();
  return [
    { version: hive, must: '≥ 3 × (P2)', asked: STACKS.hiveAsked, unasked: STACKS.hive },
    { version: hiveRust, must: '≥ 3 × (P2)', asked: STACKS.hiveRustAsked, unasked: STACKS.hiveRust },
    { version: apollo, must: '≥ 4 × (P2)', asked: STACKS.gatewayAsked, unasked: STACKS.gateway },
  ];
};

const targets = (of: Find): Figure[] => {
  const { ours, beside, workers, remote, open, limit, stock } = STACKS;
  const against = (mine: string, name: string, must: string, note: string): Figure[] => [
    ratio(
      `throughput, ${mine} ÷ ${name}`,
      of(mine).requestsPerSecond / of(name).requestsPerSecond,
      must,
      note,
    ),
    ratio(`CPU, ${name} ÷ ${mine}`, of(name).cpuMs / of(mine).cpuMs),
  ];
  const perCore = (name: string): number => of(name).requestsPerSecond / of(name).cores;
  const { apollo } = peerVersions();
  return [
    ratio('CPU, FourNets ÷ hand-written limit', of(ours).cpuMs / of(limit).cpuMs, '≤ 2.0 ×, aim 1.5 × (P1)'),
    ...peers().flatMap(({ version, must, asked, unasked }) => [
      ...[
        { name: asked, note: version },
        { name: unasked, note: 'only ours has identity, agreements and access log' },
      ].flatMap(({ name, note }) => [
        ...against(beside, name, must, note),
        ...against(workers, name, must, note),
        ...against(remote, name, '> 1 × (P3)', note),
      ]),
      ...against(open, unasked, '', 'neither has identity, agreements or access log'),
    ]),
    ratio(
      'throughput for each core that is busy, workers ÷ one process',
      perCore(workers) / perCore(beside),
      '≥ 1 ×',
    ),
    ...against(beside, stock, '', `${apollo}, @apollo/server, TypeORM`),
  ];
};

export const linked: Bench = () =>
  onStage(async (stage) => {
    installPeers();
    say('planting the district');
    const district = await openDistrict(stage);
    const tally = newTally();
    say('starting ours and the limit');
    const single = await startSingle(stage, district, tally);
    const questions = await linkedQuestions(contenderOf(single, STACKS.ours), SEATS);
    const measure = { ...ROUNDS, connections: CONNECTIONS, questions };
    const pair = await agree(single, questions);
    const ours = contenderOf(pair, STACKS.ours);
    const statements = await statementCount(ours, questions);
    const alone = await measureInTurn(pair, measure);
    say('half load, memory');
    const atHalf = await halfLoad(ours, questions, summaries(alone)(STACKS.ours).requestsPerSecond);
    const memory = await memoryUnderLoad(ours);

    say('starting ours and the peers on all cores');
    const beside = { ...ours, name: STACKS.beside };
    const others = await agree([beside, ...(await startOnAllCores(stage, district, tally))], questions);
    const rounds = new Map([...alone, ...(await measureInTurn(others, measure))]);
    const of = summaries(rounds);
    return [
      ...targets(of),
      ...atHalf,
      memory,
      await accessRecords(district, tally),
      statements,
      ...[...rounds.keys()].flatMap((name) => stackFigures('linked', name, of(name))),
      foreignFigure('linked', rounds),
    ];
  });
