import { EntitySchema, In } from 'typeorm';
import { many } from './loaders.mjs';

const Decision = new EntitySchema({
  name: 'Decision',
  tableName: 'decision',
  columns: {
    id: { type: 'bigint', primary: true },
    pid: { type: 'text' },
    measure: { type: 'text' },
    effectiveOn: { type: 'date', name: 'effective_on' },
    influenceEndsOn: { type: 'date', name: 'influence_ends_on', nullable: true },
  },
});

export const entities = [Decision];

export const contextOf = (source) => ({
  decisions: many('pid', (pids) =>
    source
      .getRepository(Decision)
      .find({ where: { pid: In(pids) }, order: { effectiveOn: 'ASC', id: 'ASC' } }),
  ),
});

/** Months of influence by measure; a measure that ends the relation has none. */
const MONTHS = {
  ADMIN_WARNING: 6,
  ADMIN_DEMERIT: 12,
  ADMIN_MAJOR_DEMERIT: 18,
  ADMIN_DEMOTION: 24,
  ADMIN_REMOVAL: 24,
  PARTY_WARNING: 12,
  PARTY_SERIOUS_WARNING: 18,
  PARTY_REMOVAL: 24,
  PARTY_PROBATION: 36,
  PARTY_EXPULSION: 60,
  INSTITUTION_WARNING: 6,
  INSTITUTION_DEMERIT: 12,
  INSTITUTION_POST_LOWERED: 24,
};

const influenceEndsOn = ({ measure, effectiveOn }) => {
  const months = MONTHS[measure];
  if (months === undefined) return null;
  const [year, month, day] = effectiveOn.split('-').map(Number);
  const ends = Math.min(Date.UTC(year, month - 1 + months, day - 1), Date.UTC(year, month + months, 0));
  return new Date(ends).toISOString().slice(0, 10);
};

export const resolvers = {
  Person: {
    decisions: ({ pid }, _, { decisions }) => decisions.load(pid),
  },
  Decision: {
    influenceEndsOn: (decision) => decision.influenceEndsOn ?? influenceEndsOn(decision),
  },
};
