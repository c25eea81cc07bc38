import { EntitySchema, In, MoreThanOrEqual } from 'typeorm';
import { many } from './loaders.mjs';

const Payment = new EntitySchema({
  name: 'Payment',
  tableName: 'payment',
  columns: {
    id: { type: 'bigint', primary: true },
    pid: { type: 'text' },
    institutionCode: { type: 'text', name: 'institution_code' },
    month: { type: 'text' },
    gross: { type: 'bigint', name: 'gross_fen' },
  },
});

export const entities = [Payment];

export const contextOf = (source) => {
  const byMonth = new Map();
  return {
    paymentsFrom: (from) => {
      const known =
        byMonth.get(from) ??
        many('pid', (pids) =>
          source.getRepository(Payment).find({
            where: { pid: In(pids), month: MoreThanOrEqual(from) },
            order: { month: 'DESC', id: 'DESC' },
          }),
        );
      byMonth.set(from, known);
      return known;
    },
  };
};

/** Fen as yuan with two places. */
const yuan = (fen) => {
  const digits = fen.replace('-', '').padStart(3, '0');
  return `${fen.startsWith('-') ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

export const resolvers = {
  Person: {
    payments: async ({ pid }, { from, first = 50 }, { paymentsFrom }) => ({
      nodes: (await paymentsFrom(from).load(pid)).slice(0, first),
    }),
  },
  Payment: {
    gross: ({ gross }) => yuan(gross),
    institution: ({ institutionCode }) => ({ code: institutionCode }),
  },
};
