import type { Day } from '../base/calendar.ts';
import type { UnitPlan } from '../district/plan.ts';
import type { Bench } from './bench.ts';
import type { Dossier } from './dossier.ts';
import { newcomer } from './staff.ts';

const JOBS = ['GENERAL_AUXILIARY', 'WINDOW_SERVICE', 'TECHNICAL', 'LOGISTICS'] as const;
/** Long before the rule that new off-quota staff come by labour dispatch only. */
const OLD_CONTRACTS_SHARE = 0.1;

/** The labour-dispatch company of a unit. */
export const agencyOf = (unit: UnitPlan): string =>
  `${['浙中', '金穗', '云溪', '众诚'][unit.index % 4]}人力资源服务有限公司`;

/** Somebody outside the quota of the unit; without `to` still there. */
export const offQuota = (bench: Bench, from?: Day, to?: Day): Dossier => {
  const { chance, window, identities, unit } = bench;
  const sex = chance.chance(0.45) ? 'MALE' : 'FEMALE';
  const born = window.asOf - Math.round(365.25 * chance.between(24, 45)) - identities.spread;
  const old = from === undefined && chance.chance(OLD_CONTRACTS_SHARE);
  const started = from ?? window.start - (old ? 2600 : 30) - chance.int(1500);
  const person = newcomer(bench, { sex, ...identities.near(sex, born) }, 'SUPPORT_WORKER', started);
  const enforcement = unit.bodies.some((body) => body.includes('执法'));
  person.offQuota.push({
    unit,
    jobClass: enforcement && chance.chance(0.5) ? 'ENFORCEMENT_AUXILIARY' : chance.pick(JOBS),
    workArea: 'OTHER',
    contract: old ? 'DIRECT' : 'DISPATCH',
    from: started,
    to,
  });
  if (!old) person.enterprises.push({ name: agencyOf(unit), from: started, to });
  if (to !== undefined) person.status = 'RESIGNED';
  return person;
};
