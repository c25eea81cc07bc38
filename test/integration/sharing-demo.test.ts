// What is planted with the demo district: agreements that decide, tasks that are purposes, and both only once.
import { generateDistrict } from '../../subgraphs/demo/generate.ts';
import { UNTIL } from '../support/demo/district.ts';
import { plantDistrict } from '../../subgraphs/demo/plant/plant.ts';
import { DEMO_UNIT } from '../../subgraphs/demo/sharing/agreements.ts';
import { discipline } from '../../subgraphs/discipline/main.ts';
import { finance } from '../../subgraphs/finance/main.ts';
import { askerOf, purposeFor, viewerWith } from '../support/sharing.ts';
import { CIPHER_KEY } from '../support/department.ts';
import { openSharingDepartment, type SharingDepartment } from '../support/sharing-department.ts';

const district = generateDistrict({
  people: 600,
  seed: 1,
  until: UNTIL,
  pidKey: CIPHER_KEY,
  identityKey: CIPHER_KEY,
});
const investigator = viewerWith({
  subject: 'investigator',
  department: 'discipline',
  roles: ['investigator'],
});

let money: SharingDepartment;
let cases: SharingDepartment;

const plant = (replace = false) =>
  plantDistrict({
    district,
    targets: {
      finance: { connectionString: money.ownerUrl },
      discipline: { connectionString: cases.ownerUrl },
    },
    replace,
  });

beforeAll(async () => {
  [money, cases] = await Promise.all([openSharingDepartment(finance), openSharingDepartment(discipline)]);
  await plant();
});
afterAll(() => Promise.all([money.close(), cases.close()]));

it('lets the investigator ask for a task of the district, or of one unit, and nobody without one', async () => {
  const { data } = await cases.ask(
    askerOf(investigator),
    '{ tasks: tasksOfDiscipline(mine: true) { nodes { kind units hindrance } } }',
  );
  expect(data['tasks']?.['nodes']).toEqual([
    { kind: 'INVESTIGATION', units: [DEMO_UNIT], hindrance: null },
    { kind: 'INSPECTION', units: null, hindrance: null },
  ]);
  const decided = async (units: readonly string[] | null | undefined) =>
    (
      await money.guardOf(
        askerOf(investigator, units === undefined ? null : purposeFor('discipline', { units })),
      )
    ).decide('Person.payments');
  expect(await decided(null)).toEqual({ kind: 'SERVED' });
  expect(await decided([DEMO_UNIT])).toEqual({ kind: 'SCOPED', institutions: [DEMO_UNIT] });
  expect(await decided(undefined)).toEqual({ kind: 'REFUSED', reason: 'PURPOSE_MISSING' });
});

it('writes down how each agreement came about, and plants none twice', async () => {
  const count =
    'select count(*)::int as agreements, (select count(*)::int from task) as tasks from agreement';
  const before = await money.query(count);
  expect(
    await money.query(
      `select action, count(distinct agreement_id)::int as n from agreement_event group by action order by 1`,
    ),
  ).toEqual(['GRANT', 'REQUEST'].map((action) => ({ action, n: before[0]?.['agreements'] })));
  await plant(true);
  expect(await money.query(count)).toEqual(before);
  expect(before[0]?.['tasks']).toBe(1);
});
