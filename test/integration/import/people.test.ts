import { decrypt } from '../../../subgraphs/kit/identity/cipher.ts';
import { pidOf } from '../../../subgraphs/kit/identity/pid.ts';
import { hr } from '../../../subgraphs/hr/main.ts';
import { CIPHER_KEY } from '../../support/department.ts';
import { identityNumber, openImporter, PID_KEY, type Importer } from '../../support/import-run.ts';

let office: Importer;
beforeEach(async () => {
  office = await openImporter(hr);
});
afterEach(() => office.close());

const people = (...lines: readonly string[]) => ['身份证号,姓名,性别', ...lines].join('\n');

it('keeps the number encrypted, shows it nowhere, and changes nothing the second time', async () => {
  const content = people(`${identityNumber(1)},张三,男`);
  const report = await office.run('people', content);
  expect(JSON.stringify(report)).not.toContain(identityNumber(1));
  const stored = await office.query('select pid, identity_number_encrypted as sealed from person');
  expect(stored[0]?.['pid']).toBe(pidOf(PID_KEY, identityNumber(1)));
  expect(decrypt(CIPHER_KEY, String(stored[0]?.['sealed']))).toBe(identityNumber(1));
  expect((await office.run('people', content)).rows).toMatchObject({ inserted: 0, updated: 0, unchanged: 1 });
  expect(await office.query('select pid, identity_number_encrypted as sealed from person')).toEqual(stored);
});

it('fills in the number of somebody known by key alone', async () => {
  await office.run('people', `pid,姓名\n${pidOf(PID_KEY, identityNumber(1))},张三\n`);
  expect((await office.run('people', people(`${identityNumber(1)},张三,`))).rows).toMatchObject({
    updated: 1,
  });
  expect(await office.query('select count(identity_number_encrypted) as n from person')).toEqual([
    { n: '1' },
  ]);
});

it('refuses a registered person under another name, in a second file or in the same', async () => {
  await office.run('people', people(`${identityNumber(1)},张三,男`));
  const { rows, faults } = await office.run(
    'people',
    people(
      `${identityNumber(1)},李四,男`,
      `${identityNumber(2)},王五,女`,
      `${identityNumber(3)},甲,女`,
      `${identityNumber(3)},乙,女`,
    ),
  );
  expect(rows).toMatchObject({ inserted: 1, updated: 0, rejected: 3 });
  expect(faults).toEqual([
    { code: 'PERSON_NAME_DIFFERS', property: 'name', count: 1 },
    { code: 'ROW_REPEATED', property: '', count: 2 },
  ]);
  expect(await office.query('select name from person order by name collate "C"')).toEqual([
    { name: '张三' },
    { name: '王五' },
  ]);
});

it('takes a name that is only spaced otherwise', async () => {
  await office.run('people', people(`${identityNumber(1)},张三,男`));
  expect((await office.run('people', people(`${identityNumber(1)},张　三,男`))).rows).toMatchObject({
    rejected: 0,
  });
});

it('never merges namesakes: they are reported, and those told apart go in', async () => {
  const rows =
    'Name,Department,Job Titles\n"LEE,  ANN",FIRE,CLERK\n"LEE, ANN",FIRE,CLERK\n"LEE, ANN",LAW,CLERK\n,FIRE,\n';
  expect(
    await office.run('people', rows, {
      map: { person: ['Name', 'Department', 'Job Titles'], columns: { name: 'Name' } },
    }),
  ).toMatchObject({
    rows: { inserted: 1, rejected: 3 },
    faults: [
      { code: 'VALUE_MISSING', property: 'name', count: 1 },
      { code: 'PERSON_AMBIGUOUS', property: 'pid', count: 2 },
    ],
  });
});
