import { invalidValue } from '../../../../schema/values.ts';
import { given, type DeedFact } from '../deed.ts';
import type { HeldRow, Known } from '../known.ts';
import type { About, MakeDeed, Optional } from './asked.ts';

/** Arguments of `Query.mayAppoint`. */
export interface AppointAsked extends About {
  readonly on: string;
  readonly title: string;
  readonly level?: Optional<string>;
  readonly role: string;
  readonly internalBody?: Optional<string>;
  readonly concurrent: boolean;
  readonly overRankDocument?: Optional<string>;
  readonly rank?: Optional<string>;
}

/** Arguments of `Query.mayPromote`. */
export interface PromoteAsked extends Omit<AppointAsked, 'title' | 'concurrent'> {
  readonly title?: Optional<string>;
}

const rankOf = ({ person, institution, on }: About & { readonly on: string }, rank: string): DeedFact => ({
  owner: 'organization',
  table: 'ranks',
  fact: 'rank_holding',
  fields: { pid: person, institutionCode: institution, rank, validFrom: on },
});

/**
 * A post in an institution: the organization department ends the posts that it takes the place of, unless it is held
 * beside them, and registers it; the office changes the post in the roster.
 */
const postFacts = async (asked: AppointAsked, known: Known): Promise<DeedFact[]> => {
  const { person, institution, on, title, level, role, internalBody, concurrent, overRankDocument } = asked;
  const here = <Row extends HeldRow>(rows: readonly Row[]): Row[] =>
    rows.filter((row) => row.institution?.code === institution && row.validFrom < on);
  const held = concurrent
    ? []
    : here(await known.appointments(person, on)).filter((post) => post.concurrent !== true);
  const seats = concurrent ? [] : here(await known.seats(person, on));
  return [
    ...held.map(({ id, version }): DeedFact => ({
      owner: 'organization',
      table: 'appointments',
      fact: 'appointment',
      amends: { id, version },
      fields: { validTo: on },
    })),
    {
      owner: 'organization',
      table: 'appointments',
      fact: 'appointment',
      fields: given({
        pid: person,
        institutionCode: institution,
        internalBody,
        title,
        level,
        role,
        concurrent,
        overRankDocument,
        validFrom: on,
      }),
    },
    ...seats.map(({ id, version }): DeedFact => ({
      owner: 'establishment',
      table: 'seats',
      fact: 'seat',
      amends: { id, version },
      fields: given({ post: title, level, postSince: on }),
    })),
  ];
};

/** An appointment, with a rank where one comes with it. */
export const appointDeed: MakeDeed<AppointAsked> = async (asked, known) => {
  const { person, institution, on: asOf, rank } = asked;
  const ranks = typeof rank === 'string' ? [rankOf(asked, rank)] : [];
  return { person, institution, asOf, facts: [...(await postFacts(asked, known)), ...ranks] };
};

/** A promotion in rank, in post, or in both. VALUE_INVALID where it is in neither. */
export const promoteDeed: MakeDeed<PromoteAsked> = async (asked, known) => {
  const { person, institution, on: asOf, rank, title } = asked;
  if (typeof title === 'string') return appointDeed({ ...asked, title, concurrent: false }, known);
  if (typeof rank === 'string') return { person, institution, asOf, facts: [rankOf(asked, rank)] };
  throw invalidValue('mayPromote', 'give the rank, or the title of the post', '应填写职级或职务名称');
};
