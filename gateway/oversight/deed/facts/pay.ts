import type { DeedFact } from '../deed.ts';
import type { About, MakeDeed } from './asked.ts';

/** Arguments of `Query.mayPay`. */
export interface PayAsked extends About {
  readonly month: string;
  readonly gross: string;
  readonly kind: string;
}

const lastDayOf = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 'YYYY-MM-DD'.length);
};

/** A payment as finance registers it. */
export const paymentOf = ({ person, institution, month, gross, kind }: PayAsked): DeedFact => ({
  owner: 'finance',
  table: 'payments',
  fact: 'payment',
  fields: { pid: person, institutionCode: institution, month, gross, kind },
});

/** A payment for a month: finance registers it. The rules are asked at the end of that month. */
export const payDeed: MakeDeed<PayAsked> = async (asked) => ({
  person: asked.person,
  institution: asked.institution,
  asOf: lastDayOf(asked.month),
  facts: [paymentOf(asked)],
});
