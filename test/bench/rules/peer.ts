// The peer: the same district in one database with a schema for each department, and each rule as one SQL statement.
import { generateDistrict } from '../../../subgraphs/demo/generate.ts';
import { plantDistrict } from '../../../subgraphs/demo/plant/plant.ts';
import { createDatabaseIn } from '../../support/cluster.ts';
import { IDENTITY_KEY, UNTIL } from '../../support/demo/district.ts';
import { openMerged, type MergedDatabase } from '../../support/demo/merged.ts';
import { ORACLES } from '../../support/oracle/index.ts';
import { askOracle, type Said } from '../../support/oracle/oracle.ts';
import { PID_KEY, settle, type District } from '../linked/district.ts';
import type { Stage } from '../machine/stage.ts';

/** Seed of the district that `fournets seed` plants where it is told none. */
const SEED = 1;

/** What one rule in SQL took, and what it says. */
export interface PeerRule extends Said {
  readonly rule: string;
  readonly seconds: number;
}

/** Plants the district a second time, into one database. */
export const openPeer = async (
  stage: Stage,
  { cluster }: District,
  people: number,
): Promise<MergedDatabase> => {
  const empty = await createDatabaseIn(cluster, 'establishment', 'template0');
  const merged = await openMerged(empty);
  stage.defer(merged.close);
  const keys = { pidKey: PID_KEY, identityKey: IDENTITY_KEY };
  const district = generateDistrict({ people, seed: SEED, until: UNTIL, ...keys });
  await plantDistrict({ district, targets: merged.targets });
  await settle(empty);
  return merged;
};

/** Asks each rule of the peer, one after the other. */
export const askPeer = async ({ query }: MergedDatabase, asOf: string): Promise<PeerRule[]> => {
  const asked: PeerRule[] = [];
  for (const oracle of ORACLES) {
    const began = performance.now();
    const said = await askOracle(oracle, query, asOf);
    asked.push({ rule: oracle.rule, seconds: (performance.now() - began) / 1000, ...said });
  }
  return asked;
};
