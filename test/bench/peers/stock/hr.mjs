import { EntitySchema, In } from 'typeorm';
import { one } from './loaders.mjs';

const Person = new EntitySchema({
  name: 'Person',
  tableName: 'person',
  columns: {
    pid: { type: 'text', primary: true },
    name: { type: 'text' },
    sex: { type: 'text', nullable: true },
    bornOn: { type: 'date', name: 'born_on', nullable: true },
    status: { type: 'text' },
  },
});

export const entities = [Person];

export const contextOf = (source) => ({
  people: one('pid', (pids) => source.getRepository(Person).find({ where: { pid: In(pids) } })),
});

export const resolvers = {
  Person: {
    __resolveReference: ({ pid }, { people }) => people.load(pid),
  },
};
