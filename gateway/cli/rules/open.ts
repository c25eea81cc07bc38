import { readFileSync } from 'node:fs';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../../schema/departments.ts';
import { COMMITTED_SUPERGRAPH } from '../../compose/read.ts';
import { openRuleGraph, type RuleGraph } from '../../oversight/graph.ts';
import { openOversight, type Oversight } from '../../oversight/run/service.ts';
import { createLog } from '../../receive/log.ts';
import { createMetrics } from '../../receive/metrics.ts';
import type { CommandContext } from '../context.ts';
import { openHouse } from '../house.ts';
import { ownersOf } from '../owners.ts';
import { plannerOf } from '../run.ts';
import { todayOf } from '../today.ts';

/** Standing rules at the command line. */
export interface RulesAtHand {
  readonly graph: RuleGraph;
  readonly oversight: Oversight;
  readonly today: () => string;
}

/** Opens departments and the rules over them for one command, all where none are named; a server that runs is joined. */
export const withRules = async <T>(
  { config }: CommandContext,
  use: (rules: RulesAtHand) => Promise<T>,
  needed: readonly DepartmentName[] = DEPARTMENT_NAMES,
): Promise<T> => {
  const names = needed.filter((name) => config.departments[name].url === undefined);
  const log = createLog(config.logLevel);
  const house = await openHouse({ config, names, join: true, onProgress: () => undefined });
  try {
    const owners = ownersOf(config, house, createMetrics(), log);
    try {
      const supergraphSdl = readFileSync(COMMITTED_SUPERGRAPH, 'utf8');
      const graph = openRuleGraph({ supergraphSdl, owners, plannerOf: plannerOf({ executor: 'own' }, log) });
      const today = todayOf(config);
      const oversight = openOversight({
        graph,
        supergraphSdl,
        today,
        onFault: (fault, error) => log.error({ ...fault, err: error }, 'a rule cannot be run'),
      });
      return await use({ graph, oversight, today });
    } finally {
      await Promise.all(owners.map((owner) => owner.close()));
    }
  } finally {
    await house.close();
  }
};
