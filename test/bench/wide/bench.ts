// The wide and deep query: four subgraphs that cost next to nothing, so that only the gateway before them is measured.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compose } from '../../../gateway/compose/supergraph.ts';
import { round, type Bench, type Figure } from '../figure.ts';
import { agree } from '../load/agree.ts';
import { questionsOf } from '../load/question.ts';
import { measureInTurn, type Contender } from '../load/rounds.ts';
import { foreignFigure, stackFigures, summaries, type Find } from '../load/summary.ts';
import { sourceArgs, startAnnouncing, TOP, type Running } from '../machine/program.ts';
import { onStage, type Stage } from '../machine/stage.ts';
import { installPeers, peerVersions, startHive, startStockGateway } from '../peers.ts';
import { CONTRACTS } from './subgraphs/schemas.ts';

const CONNECTIONS = 8;
const WARM_UP_SECONDS = 5;
const ROUNDS = { warmUpSeconds: WARM_UP_SECONDS, rounds: 3, rampSeconds: 1, seconds: 4 };
/** Pages that the requests go round: more than are ever asked at the same moment. */
const PAGES = 32;

const NAMES = {
  ours: 'FourNets',
  hive: 'Hive Gateway',
  hiveRust: 'Hive Gateway, Rust planner',
  stock: '@apollo/gateway',
} as const;

const questions = questionsOf(
  readFileSync(join(import.meta.dirname, 'query.graphql'), 'utf8'),
  Array.from({ length: PAGES }, (_, page) => ({ page })),
);

const startSubgraphs = (stage: Stage): Promise<Running> =>
  startAnnouncing(stage, {
    args: sourceArgs('test/bench/wide/subgraphs/server.ts'),
  });

const writeSupergraph = (stage: Stage, { url }: Running): string => {
  const contracts = Object.entries(CONTRACTS).map(([name, typeDefs]) => ({
    name,
    url: `${url}/${name}`,
    typeDefs,
  }));
  const file = join(stage.directory, 'wide.graphql');
  writeFileSync(file, compose(contracts).supergraphSdl);
  return file;
};

const startOurs = (stage: Stage, supergraph: string): Promise<Running> =>
  startAnnouncing(stage, {
    args: [
      join(TOP, 'gateway/cli/fournets.mjs'),
      ...['--json', 'gateway', '--supergraph', supergraph, '--port', '0'],
    ],
    env: { LOG_LEVEL: 'warn' },
  });

const contender = (name: string, { url, pid }: Running): Contender => ({
  name,
  endpoint: `${url}/graphql`,
  parts: { gateway: [pid] },
});

const startGateways = async (stage: Stage, supergraph: string): Promise<Contender[]> => [
  contender(NAMES.ours, await startOurs(stage, supergraph)),
  contender(NAMES.hive, await startHive(stage, supergraph, 'js')),
  contender(NAMES.hiveRust, await startHive(stage, supergraph, 'rust')),
  contender(NAMES.stock, await startStockGateway(stage, supergraph)),
];

const targets = (of: Find): Figure[] => {
  const ours = of(NAMES.ours);
  const versions = peerVersions();
  const against = (name: string, must: string, note: string): Figure[] => [
    {
      measure: `wide: throughput, FourNets ÷ ${name}`,
      value: round(ours.requestsPerSecond / of(name).requestsPerSecond),
      unit: '×',
      must,
      note,
    },
    { measure: `wide: CPU, ${name} ÷ FourNets`, value: round(of(name).cpuMs / ours.cpuMs), unit: '×' },
  ];
  return [
    ...against(NAMES.stock, '≥ 5 ×', versions.apollo),
    ...against(NAMES.hive, '', versions.hive),
    ...against(NAMES.hiveRust, '≥ 1.5 ×', versions.hiveRust),
  ];
};

export const wide: Bench = () =>
  onStage(async (stage) => {
    installPeers();
    const subgraphs = await startSubgraphs(stage);
    const gateways = await agree(await startGateways(stage, writeSupergraph(stage, subgraphs)), questions);
    const rounds = await measureInTurn(gateways, { ...ROUNDS, connections: CONNECTIONS, questions });
    const of = summaries(rounds);
    return [
      ...targets(of),
      ...gateways.flatMap(({ name }) => stackFigures('wide', name, of(name))),
      foreignFigure('wide', rounds),
    ];
  });
