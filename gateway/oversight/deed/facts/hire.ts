import { given, type DeedFact } from '../deed.ts';
import type { Born } from '../known.ts';
import type { About, MakeDeed, Optional } from './asked.ts';
import { paymentOf } from './pay.ts';

/** Arguments of `Query.mayHire`. */
export interface HireAsked extends About {
  readonly on: string;
  readonly category: string;
  readonly way: string;
  readonly post?: Optional<string>;
  readonly approvalNumber?: Optional<string>;
  readonly approvedOn?: Optional<string>;
  readonly approvalExpiresOn?: Optional<string>;
  readonly planNumber?: Optional<string>;
}

const monthOf = (day: string): string => day.slice(0, 'YYYY-MM'.length);

/** Kind of staff that holds seats of a category. Source: 公务员法 (2018) art. 2, 112; 事业单位人事管理条例 (2014). */
const STAFF_OF: Readonly<Record<string, string>> = {
  CIVIL_SERVICE_REFERENCED: 'REFERENCED',
  PUBLIC_INSTITUTION: 'PUBLIC_INSTITUTION',
  REVOLVING_POOL: 'PUBLIC_INSTITUTION',
  SUPPORT_WORKER: 'SUPPORT_WORKER',
};

/** Why somebody enters the roster, by the way of entry. */
const REASON_OF: Readonly<Record<string, string>> = {
  MILITARY_PLACEMENT: 'MILITARY_PLACEMENT',
  TRANSFER: 'TRANSFER_IN',
  PUBLIC_INSTITUTION_EXAM: 'PUBLIC_INSTITUTION_RECRUITMENT',
};

/** Stands in the roster for what its officer will fill in and no rule holds against another record. */
const FILLED_IN = '—';

/** A hire as HR registers it, and the employment that begins with it. */
const hiredFacts = (asked: HireAsked): DeedFact[] => {
  const { person: pid, institution: institutionCode, on, category, way, post } = asked;
  const { approvalNumber, planNumber } = asked;
  const about = { pid, institutionCode };
  const kind = STAFF_OF[category] ?? 'CIVIL_SERVANT';
  return [
    {
      owner: 'hr',
      table: 'hires',
      fact: 'hire',
      fields: given({ ...about, way, category, approvalNumber, planNumber, hiredOn: on }),
    },
    {
      owner: 'hr',
      table: 'employments',
      fact: 'employment',
      fields: given({ ...about, kind, post, validFrom: on }),
    },
  ];
};

/** The entry as the office registers it, and a seat of which nothing is missing. */
const enteredFacts = (asked: HireAsked, born: Born): DeedFact[] => {
  const { person: pid, institution: institutionCode, on, category, way, post } = asked;
  const { approvalNumber, approvedOn, approvalExpiresOn } = asked;
  const about = { pid, institutionCode, category };
  const approval = { approvalNumber, approvedOn, approvalExpiresOn };
  const reason = REASON_OF[way] ?? 'RECRUITMENT';
  const filledIn = { name: FILLED_IN, ethnicity: FILLED_IN, politicalStatus: 'NONE', workStartedOn: on };
  const entry = { entryWay: way, enteredOn: on, entryDocument: approvalNumber ?? FILLED_IN };
  return [
    {
      owner: 'establishment',
      table: 'movements',
      fact: 'movement',
      orKnown: true,
      fields: given({ ...about, ...approval, direction: 'ENTRY', reason, effectiveOn: on, registeredOn: on }),
    },
    {
      owner: 'establishment',
      table: 'seats',
      fact: 'seat',
      orKnown: true,
      fields: given({ ...about, ...born, ...filledIn, ...entry, post: post ?? FILLED_IN, validFrom: on }),
    },
  ];
};

/**
 * A hire, with what follows it in the entry chain: HR registers hire and employment, the office the entry and a complete
 * seat, finance the pay of the month, of an amount that nobody has set yet. Without what follows, rules on counts that
 * differ would find every hire. Source: 机构编制实名制管理.
 */
export const hireDeed: MakeDeed<HireAsked> = async (asked, known) => {
  const { person, institution, on } = asked;
  const payment = paymentOf({ person, institution, month: monthOf(on), gross: '0', kind: 'REGULAR' });
  const facts = [
    ...hiredFacts(asked),
    ...enteredFacts(asked, await known.born(person)),
    { ...payment, orKnown: true },
  ];
  return { person, institution, asOf: on, facts };
};
