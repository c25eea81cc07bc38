// HR with a small staff written by hand.
import { encrypt } from '../../subgraphs/kit/identity/cipher.ts';
import { hr } from '../../subgraphs/hr/main.ts';
import { CIPHER_KEY, openDepartment, type TestDepartment } from './department.ts';

/** Test value of GB 11643. */
const IDENTITY_NUMBER = '11010519491231002X';
/** Key of a person by a number. */
export const pid = (number: number): string => number.toString(16).padStart(32, '0');
/** References to 50 persons. */
export const fifty = Array.from({ length: 50 }, (_, index) => ({ __typename: 'Person', pid: pid(index) }));

const person = (number: number, more: object = {}) => ({
  pid: pid(number),
  name: `人${number}`,
  status: 'ACTIVE',
  ...more,
});
const employment = (number: number, more: object = {}) => ({
  pid: pid(number),
  institution_code: 'A',
  kind: 'CIVIL_SERVANT',
  valid_from: '2024-01-01',
  ...more,
});

/** The months of 2024 and 2025. */
export const months = Array.from({ length: 24 }, (_, index) => {
  const year = 2024 + Math.floor(index / 12);
  return `${year}-${String((index % 12) + 1).padStart(2, '0')}`;
});
const attendance = (month: string, more: object = {}) => ({
  pid: pid(0),
  institution_code: 'A',
  month,
  days_due: 22,
  days_present: 20,
  ...more,
});

/** HR with its questions about one person and about institution A. */
export interface HrOffice extends TestDepartment {
  readonly ofPerson: (number: number, selection: string) => Promise<unknown>;
  readonly ofInstitution: (selection: string) => Promise<unknown>;
}

const askers = ({ ask }: TestDepartment): Pick<HrOffice, 'ofPerson' | 'ofInstitution'> => ({
  ofPerson: async (number, selection) => {
    const { data, errors } = await ask(`query ($pid: Pid!) { person(pid: $pid) { ${selection} } }`, {
      pid: pid(number),
    });
    expect(errors).toBeUndefined();
    return data?.['person'];
  },
  ofInstitution: async (selection) => {
    const { data, errors } = await ask(
      `{ _entities(representations: [{ __typename: "Institution", code: "A" }]) { ... on Institution { ${selection} } } }`,
    );
    expect(errors).toBeUndefined();
    return Array.isArray(data?.['_entities']) ? data['_entities'][0] : undefined;
  },
});

/** Opens HR with the staff of institution A. */
export const openHr = async (): Promise<HrOffice> => {
  const office = await openDepartment(hr);
  await office.insert('person', [
    person(0, {
      name: '张三',
      sex: 'FEMALE',
      born_on: '1949-12-31',
      identity_number_encrypted: encrypt(CIPHER_KEY, IDENTITY_NUMBER),
    }),
    person(1, { identity_number_encrypted: encrypt(Buffer.alloc(32, 8), IDENTITY_NUMBER) }),
    ...Array.from({ length: 58 }, (_, index) => person(index + 2)),
    person(60, { status: 'RETIRED' }),
  ]);
  await office.insert('employment', [
    ...Array.from({ length: 50 }, (_, index) => employment(index)),
    employment(50, { kind: 'SUPPORT_WORKER', valid_from: '2025-03-01', valid_to: '2026-06-15' }),
    employment(51, { valid_from: '2026-06-16' }),
    employment(0, { institution_code: 'B', valid_from: '2020-01-01', valid_to: '2024-01-01' }),
    employment(1, { valid_from: '2025-01-01' }),
  ]);
  const offQuota = { institution_code: 'A', contract_kind: 'DISPATCH', valid_from: '2025-01-01' };
  await office.insert('off_quota_staff', [
    { ...offQuota, pid: pid(55), job_class: 'WINDOW_SERVICE', work_area: 'FINANCE', agency: '某公司' },
    { ...offQuota, pid: pid(56), job_class: 'LOGISTICS' },
    { ...offQuota, pid: pid(57), job_class: 'LOGISTICS', valid_to: '2026-06-15' },
  ]);
  await office.insert('retirement', [
    { pid: pid(60), institution_code: 'A', kind: 'STATUTORY', effective_on: '2026-05-01' },
    { pid: pid(59), kind: 'FLEXIBLE', effective_on: '2026-07-01' },
  ]);
  await office.insert('death', [{ pid: pid(58), died_on: '2026-02-03', reported_on: '2026-03-01' }]);
  const hire = { institution_code: 'A', way: 'CIVIL_SERVICE_EXAM' };
  await office.insert('hire', [
    {
      ...hire,
      pid: pid(0),
      hired_on: '2024-01-01',
      category: 'ADMINISTRATIVE',
      approval_number: '核〔2023〕1号',
    },
    { ...hire, pid: pid(50), hired_on: '2025-03-01' },
    { ...hire, pid: pid(0), institution_code: 'B', hired_on: '2020-01-01' },
  ]);
  await office.insert('pay_grade', [
    {
      pid: pid(0),
      grade: '二十',
      step: 3,
      monthly_fen: '532140',
      valid_from: '2024-01-01',
      valid_to: '2026-01-01',
    },
    { pid: pid(0), grade: '二十', step: 4, monthly_fen: '9007199254740993', valid_from: '2026-01-01' },
  ]);
  await office.insert('insurance', [
    {
      pid: pid(0),
      scheme: 'PENSION',
      payer_name: '某局',
      payer_code: 'A',
      payer_kind: 'PUBLIC',
      valid_from: '2024-01-01',
    },
    {
      pid: pid(0),
      scheme: 'PENSION',
      payer_name: '某公司',
      payer_kind: 'ENTERPRISE',
      valid_from: '2026-06-15',
    },
  ]);
  await office.insert('attendance', [
    ...months.map((month) => attendance(month)),
    attendance('2025-06', { institution_code: 'B', days_present: 0, days_leave: 22 }),
  ]);
  return { ...office, ...askers(office) };
};
