// Finance with a small payroll written by hand.
import { finance } from '../../subgraphs/finance/main.ts';
import { openDepartment, type TestDepartment } from './department.ts';

/** Key of a person by a number. */
export const pid = (number: number): string => number.toString(16).padStart(32, '0');
/** References to 50 persons. */
export const fifty = Array.from({ length: 50 }, (_, index) => ({ __typename: 'Person', pid: pid(index) }));
const months = Array.from({ length: 24 }, (_, index) => {
  const year = 2024 + Math.floor(index / 12);
  return `${year}-${String((index % 12) + 1).padStart(2, '0')}`;
});
const payment = (number: number, month: string, more: object = {}) => ({
  pid: pid(number),
  institution_code: 'A',
  month,
  gross_fen: '600000',
  ...more,
});

/** Finance with its questions about one person and one institution. */
export interface FinanceOffice extends TestDepartment {
  readonly ofPerson: (number: number, selection: string) => Promise<unknown>;
  readonly ofInstitution: (code: string, selection: string) => Promise<unknown>;
}

const asker =
  ({ ask }: TestDepartment) =>
  async (type: string, key: object, selection: string): Promise<unknown> => {
    const { data, errors } = await ask(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type} { ${selection} } } }`,
      { representations: [{ __typename: type, ...key }] },
    );
    expect(errors).toBeUndefined();
    return Array.isArray(data?.['_entities']) ? data['_entities'][0] : undefined;
  };

/** Opens finance with the payroll, budget and audits of institutions A and B. */
export const openFinance = async (): Promise<FinanceOffice> => {
  const office = await openDepartment(finance);
  await office.insert('payment', [
    ...months.map((month) => payment(0, month)),
    payment(0, '2025-06', { kind: 'BONUS', gross_fen: '100001' }),
    payment(0, '2025-06', { institution_code: 'B', gross_fen: '50' }),
    payment(0, '2025-07', { kind: 'RECOVERY', gross_fen: '-100001' }),
    payment(1, '2025-06', { kind: 'BONUS', gross_fen: '1' }),
    payment(2, '2025-06', { basis: 'ANNUAL', gross_fen: '9007199254740993' }),
    payment(3, '2025-06', { basis: 'HOURLY', gross_fen: '2500' }),
    payment(4, '2025-06', { basis: 'HOURLY', currency: 'USD', gross_fen: '4000' }),
    payment(5, '2025-06', { gross_fen: '9007199254740993' }),
  ]);
  const headcount = {
    institution_code: 'A',
    institution_name: '某局',
    category: 'ADMINISTRATIVE',
    headcount: 30,
  };
  await office.insert('budget_headcount', [
    { ...headcount, year: 2026, funding: 'FULL', amount_fen: '540000000' },
    { ...headcount, year: 2025, headcount: 28, amount_fen: '500000000' },
    { ...headcount, year: 2026, category: 'SUPPORT_WORKER', headcount: 2, amount_fen: '20000000' },
    { ...headcount, institution_code: 'B', institution_name: '某中心', year: 2026, amount_fen: '1' },
  ]);
  const spend = { institution_code: 'A', amount_fen: '123456' };
  await office.insert('operating_spend', [
    { ...spend, month: '2026-02' },
    { ...spend, month: '2026-01' },
    { ...spend, month: '2026-03', amount_fen: '0' },
  ]);
  await office.insert('agency_payment', [
    { ...spend, month: '2026-01', agency: '甲公司', headcount: 3 },
    { ...spend, month: '2026-01', agency: '乙公司' },
  ]);
  const finding = {
    document_number: '审〔2026〕1号',
    text: '超编',
    category: 'QUOTA',
    institution_code: 'A',
  };
  await office.insert('audit_finding', [
    ...Array.from({ length: 9 }, (_, index) => ({ ...finding, ordinal: index + 1, found_on: '2026-03-01' })),
    { ...finding, ordinal: 10, found_on: '2026-04-01', amount_fen: '5', due_on: '2026-07-01' },
    { ...finding, ordinal: 11, institution_code: 'B', found_on: '2026-02-28' },
  ]);
  const of = asker(office);
  return {
    ...office,
    ofPerson: (number, selection) => of('Person', { pid: pid(number) }, selection),
    ofInstitution: (code, selection) => of('Institution', { code }, selection),
  };
};
