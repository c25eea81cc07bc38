import { equals, inForce } from '../../kit/database/filter.ts';
import { manyByKey, summaryByKey } from '../../kit/database/loaders.ts';
import { pageByKey, pageOfAll } from '../../kit/database/pages.ts';
import type { LeaderLevel, PostMeasure, PostRole } from '../generated.ts';
import { Appointment, OutsidePostApproval, RankHolding } from './entities.ts';

const asOf = inForce;
const level = equals(Appointment, 'level');

/** Holders of leadership posts of one level and role, counted in SQL. */
export interface LeaderFigures {
  readonly level: LeaderLevel;
  readonly role: PostRole;
  readonly holders: number;
  readonly concurrentHolders: number;
}

/** Leaders of an institution itself, of one level and role, counted in SQL. */
export interface UnitLeaderFigures {
  readonly level: LeaderLevel | null;
  readonly role: PostRole;
  readonly holders: number;
}

/** Holders of posts in one internal body, of one role, counted in SQL. */
export interface BodyLeaderFigures {
  readonly internalBody: string;
  readonly role: PostRole;
  readonly holders: number;
}

/** Holders of the posts of one title and measure, counted in SQL. */
export interface PostFigures {
  readonly title: string;
  readonly measure: PostMeasure;
  readonly holders: number;
}

export const appointmentLoaders = {
  appointmentsOfPerson: manyByKey(Appointment, { key: 'pid', filters: { asOf }, order: ['validFrom', 'id'] }),
  appointmentsOfInstitution: pageByKey(Appointment, {
    key: 'institutionCode',
    filters: { asOf, level, role: equals(Appointment, 'role') },
    order: ['id'],
  }),
  leaderFigures: summaryByKey<LeaderFigures>()(Appointment, {
    key: 'institutionCode',
    filters: { asOf },
    where: ['level is not null'],
    groupBy: ['level', 'role'],
    select: {
      holders: 'count(distinct pid)::int',
      concurrentHolders: 'count(distinct pid) filter (where concurrent)::int',
    },
  }),
  unitLeaders: summaryByKey<UnitLeaderFigures>()(Appointment, {
    key: 'institutionCode',
    filters: { asOf },
    where: ["role <> 'MEMBER'", 'internal_body is null', 'not concurrent'],
    groupBy: ['level', 'role'],
    select: { holders: 'count(*)::int' },
  }),
  bodyLeaders: summaryByKey<BodyLeaderFigures>()(Appointment, {
    key: 'institutionCode',
    filters: { asOf },
    where: ['internal_body is not null', 'not concurrent'],
    groupBy: ['internalBody', 'role'],
    select: { holders: 'count(*)::int' },
  }),
  /** All titles of an institution at once: a request asks for many of them. */
  postFigures: summaryByKey<PostFigures>()(Appointment, {
    key: 'institutionCode',
    filters: { asOf },
    groupBy: ['title', 'measure'],
    select: { holders: 'count(distinct pid)::int' },
  }),
  ranksOfPerson: manyByKey(RankHolding, { key: 'pid', filters: { asOf }, order: ['validFrom', 'id'] }),
  outsidePostsOfPerson: manyByKey(OutsidePostApproval, {
    key: 'pid',
    filters: { asOf },
    order: ['validFrom', 'id'],
  }),
};

/** Pages of all appointments. */
export const appointmentPage = pageOfAll(Appointment, {
  filters: { institutionCode: equals(Appointment, 'institutionCode'), asOf, level },
  order: ['id'],
});
