import { atLeast, atMost, contains, equals, inForce } from '../../kit/database/filter.ts';
import { countByKey, manyByKey, oneByKey, summaryByKey } from '../../kit/database/loaders.ts';
import { pageByKey, pageOfAll } from '../../kit/database/pages.ts';
import type { EmploymentKind, WorkArea } from '../generated.ts';
import { Death, Employment, OffQuotaEmployment, Person, Retirement } from './entities.ts';
import { offQuotaByMonth } from './off-quota.ts';
import { retirementsDue } from './retirements-due.ts';

const asOf = inForce;
const byKind = { asOf, kind: equals(Employment, 'kind') };
/** A person with two employments in an institution is one person of its staff. */
const persons = 'count(distinct pid)';

/** Persons of one kind of staff, counted in SQL. */
export interface KindFigures {
  readonly kind: EmploymentKind;
  readonly count: number;
}

/** Off-quota persons in one area of work, counted in SQL. */
export interface AreaFigures {
  readonly workArea: WorkArea | null;
  readonly count: number;
}

export const peopleLoaders = {
  offQuotaByMonth,
  retirementsDue,
  offQuotaByArea: summaryByKey<AreaFigures>()(OffQuotaEmployment, {
    key: 'institutionCode',
    filters: { asOf },
    groupBy: ['workArea'],
    select: { count: `${persons}::int` },
  }),
  person: oneByKey(Person, { key: 'pid' }),
  employmentsOfPerson: manyByKey(Employment, { key: 'pid', filters: { asOf }, order: ['validFrom', 'id'] }),
  offQuotaOfPerson: manyByKey(OffQuotaEmployment, {
    key: 'pid',
    filters: { asOf },
    order: ['validFrom', 'id'],
  }),
  retirement: oneByKey(Retirement, { key: 'pid' }),
  death: oneByKey(Death, { key: 'pid' }),
  staff: pageByKey(Employment, { key: 'institutionCode', filters: byKind, order: ['id'] }),
  staffCount: countByKey(Employment, { key: 'institutionCode', filters: byKind, of: persons }),
  kindFigures: summaryByKey<KindFigures>()(Employment, {
    key: 'institutionCode',
    filters: { asOf },
    groupBy: ['kind'],
    select: { count: `${persons}::int` },
  }),
  offQuotaOfInstitution: pageByKey(OffQuotaEmployment, {
    key: 'institutionCode',
    filters: { asOf, jobClass: equals(OffQuotaEmployment, 'jobClass') },
    order: ['id'],
  }),
  offQuotaCount: countByKey(OffQuotaEmployment, { key: 'institutionCode', filters: { asOf }, of: persons }),
};

/** Pages of all persons. */
export const personPage = pageOfAll(Person, {
  filters: { nameContains: contains(Person, 'name'), status: equals(Person, 'status') },
  order: ['pid'],
});

/** Pages of all retirements. */
export const retirementPage = pageOfAll(Retirement, {
  filters: { from: atLeast(Retirement, 'effectiveOn'), to: atMost(Retirement, 'effectiveOn') },
  order: ['effectiveOn', 'id'],
  descending: true,
});

/** Pages of all deaths. */
export const deathPage = pageOfAll(Death, {
  filters: { from: atLeast(Death, 'diedOn'), to: atMost(Death, 'diedOn') },
  order: ['diedOn', 'id'],
  descending: true,
});
