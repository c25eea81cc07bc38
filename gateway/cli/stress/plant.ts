import { generateFaults, type FaultsOptions } from '../../../subgraphs/demo/faults.ts';
import type { Case } from '../../../subgraphs/demo/cases/recipe.ts';
import type { Host } from '../../../subgraphs/demo/district/guests.ts';
import { isHost } from '../../../subgraphs/demo/district/guests.ts';
import { plantFaults } from '../../../subgraphs/demo/plant/faults.ts';
import type { Institution } from '../../oversight/stress/institutions.ts';
import type { Planted } from '../../oversight/stress/score.ts';
import { CodedError } from '../../../schema/errors.ts';
import type { DepartmentHome } from '../house.ts';
import { targetsOf } from '../plant.ts';

/** What is planted: how much, and up to which month. */
export type Sowing = Pick<FaultsOptions, 'faults' | 'seed' | 'until'>;

const plantedOf = ({ rule, kind, subject, variant, explanation }: Case): Planted => ({
  rule,
  kind,
  subject: subject.pid ?? subject.institutionCode ?? '',
  variant,
  explanation,
});

/** Plants faults of rules into copies of the departments' databases, among others with people in these institutions. */
export const plantStress = async (
  homes: readonly DepartmentHome[],
  sowing: Sowing,
  rules: readonly string[],
  institutions: readonly Institution[],
): Promise<Planted[]> => {
  const hr = homes.find(({ department }) => department.name === 'hr');
  if (hr === undefined) throw new CodedError('DEMO_NO_DATABASE');
  const hosts = institutions.filter((one): one is Institution & Host => isHost(one));
  const faults = generateFaults({
    ...sowing,
    rules,
    hosts,
    pidKey: hr.pidKey,
    identityKey: hr.cipherKey,
  });
  return (await plantFaults(targetsOf(homes), faults)).map(plantedOf);
};
