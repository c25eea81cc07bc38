// Agreements that evidence names: kept for a while, but for what an owner did not answer.
import { agreementsBy } from '../../../gateway/oversight/evidence/agreements.ts';

const DAY = '2026-10-31';
const AGREED = {
  documentNumber: '编规共享〔2025〕4号',
  coordinates: ['MonthPay.*'],
  purposeKinds: ['STANDING_RULE'],
  validFrom: '2025-08-01',
  validTo: null,
};
const PAY = new Set(['MonthPay.gross']);

/** Owners of which some are away, and how often they were asked. */
const owners = () => {
  const away = new Set<string>();
  let asked = 0;
  const read = agreementsBy(
    (text) => {
      asked += 1;
      const answer = { page: { nodes: [AGREED] } };
      return [...away].some((owner) => text.includes(`Of${owner}(`))
        ? Promise.reject(new Error('away'))
        : Promise.resolve(answer);
    },
    () => DAY,
  );
  return { away, read, asked: () => asked };
};

it('are unknown while their owner does not answer, and asked for again with the next evidence', async () => {
  const { away, read } = owners();
  away.add('Finance');
  expect((await read(['finance']))('finance', PAY)).toBeNull();
  away.clear();
  expect((await read(['finance']))('finance', PAY)).toEqual([AGREED.documentNumber]);
});

it('are asked once of those whom a rule reads, and of nobody else', async () => {
  const { read, asked } = owners();
  await Promise.all([read(['establishment', 'finance']), read(['finance'])]);
  expect((await read(['finance', 'hr']))('establishment', PAY)).toEqual([]);
  expect(asked()).toBe(2);
});
