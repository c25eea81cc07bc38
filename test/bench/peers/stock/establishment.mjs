import { EntitySchema, In } from 'typeorm';
import { one } from './loaders.mjs';
import { inForce } from './today.mjs';

const Institution = new EntitySchema({
  name: 'Institution',
  tableName: 'institution',
  columns: {
    id: { type: 'bigint', primary: true },
    code: { type: 'text' },
    name: { type: 'text' },
    kind: { type: 'text' },
    validFrom: { type: 'date', name: 'valid_from' },
    validTo: { type: 'date', name: 'valid_to', nullable: true },
  },
});

const Seat = new EntitySchema({
  name: 'Seat',
  tableName: 'seat',
  columns: {
    id: { type: 'bigint', primary: true },
    pid: { type: 'text' },
    institutionCode: { type: 'text', name: 'institution_code' },
    category: { type: 'text' },
    post: { type: 'text', nullable: true },
    validFrom: { type: 'date', name: 'valid_from' },
    validTo: { type: 'date', name: 'valid_to', nullable: true },
  },
});

export const entities = [Institution, Seat];

export const contextOf = (source) => ({
  institutions: one('code', (codes) =>
    source.getRepository(Institution).find({ where: inForce({ code: In(codes) }) }),
  ),
  seatsOf: (institutionCode, take) =>
    source.getRepository(Seat).find({ where: inForce({ institutionCode }), order: { id: 'ASC' }, take }),
});

export const resolvers = {
  Query: {
    institution: (_, { code }, { institutions }) => institutions.load(code),
  },
  Institution: {
    __resolveReference: ({ code }, { institutions }) => institutions.load(code),
    seats: async ({ code }, { first = 50 }, { seatsOf }) => ({ nodes: await seatsOf(code, first) }),
  },
  Seat: {
    person: ({ pid }) => ({ pid }),
  },
};
