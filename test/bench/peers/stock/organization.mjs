import { EntitySchema, In } from 'typeorm';
import { many } from './loaders.mjs';
import { inForce } from './today.mjs';

const Appointment = new EntitySchema({
  name: 'Appointment',
  tableName: 'appointment',
  columns: {
    id: { type: 'bigint', primary: true },
    pid: { type: 'text' },
    title: { type: 'text' },
    level: { type: 'text', nullable: true },
    validFrom: { type: 'date', name: 'valid_from' },
    validTo: { type: 'date', name: 'valid_to', nullable: true },
  },
});

export const entities = [Appointment];

export const contextOf = (source) => ({
  appointments: many('pid', (pids) =>
    source
      .getRepository(Appointment)
      .find({ where: inForce({ pid: In(pids) }), order: { validFrom: 'ASC', id: 'ASC' } }),
  ),
});

export const resolvers = {
  Person: {
    appointments: ({ pid }, _, { appointments }) => appointments.load(pid),
  },
};
