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
  expect(faults).toMatchObject([
    { code: 'PERSON_NAME_DIFFERS', property: 'name', count: 1 },
    { code: 'ROW_REPEATED', property: '', count: 2 },
  ]);
  const rejected = office.rejected();
  expect(rejected).toContain(',2,name · 姓名,李四,PERSON_NAME_DIFFERS,');
  expect(rejected).toContain('have the same identity number · 公民身份号码 and');
  expect(rejected).not.toContain('张三');
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
    columns: { names: { pid: 'Name + Department + Job Titles', name: 'name · 姓名' } },
  });
  expect(office.rejected()).toContain(',2,Name + Department + Job Titles,,PERSON_AMBIGUOUS,');
});

it('finds a wrong number once, though two columns are made of it, and keeps it masked', async () => {
  const wrong = `${identityNumber(1).slice(0, 17)}${identityNumber(1).endsWith('1') ? '2' : '1'}`;
  const { faults } = await office.run('people', people(`${wrong},张三,男`));
  expect(faults).toMatchObject([{ code: 'IDENTITY_NUMBER_CHECK', property: 'pid', count: 1, rows: [2] }]);
  expect(office.rejected()).toContain(
    `,identity number · 公民身份号码,${wrong.slice(0, 6)}********${wrong.slice(-4)},IDENTITY_NUMBER_CHECK,`,
  );
});

describe('sex and birth date out of the number', () => {
  const registered = () => office.query('select sex, born_on::text as born from person order by name');
  const [man, woman] = [identityNumber(1), identityNumber(2)];

  it('are taken where the file has no such columns', async () => {
    const content = `身份证号,姓名\n${man},甲\n${woman},乙\n`;
    const { columns } = await office.run('people', content);
    expect(columns.defaulted).toEqual(['sex', 'bornOn', 'status']);
    expect(await registered()).toEqual([
      { sex: 'FEMALE', born: '1990-01-01' },
      { sex: 'MALE', born: '1990-01-01' },
    ]);
    expect((await office.run('people', content)).rows).toMatchObject({ unchanged: 2, updated: 0 });
  });

  it('are taken where the cell is empty, and not where it says something', async () => {
    const header = '身份证号,姓名,性别,出生日期';
    await office.run('people', `${header}\n${man},甲,,\n${woman},乙,男,1989-12-31\n`);
    expect(await registered()).toEqual([
      { sex: 'MALE', born: '1989-12-31' },
      { sex: 'MALE', born: '1990-01-01' },
    ]);
  });

  it('fill in what the register lacks, and never change what it has', async () => {
    const pid = (number: string) => pidOf(PID_KEY, number);
    await office.run('people', `pid,姓名,性别\n${pid(man)},甲,女\n${pid(woman)},乙,\n`);
    await office.run('people', `身份证号,姓名\n${man},甲\n${woman},乙\n`);
    expect(await registered()).toEqual([
      { sex: 'FEMALE', born: '1990-01-01' },
      { sex: 'FEMALE', born: '1990-01-01' },
    ]);
  });

  it('are left open where only the person key is known', async () => {
    await office.run('people', `pid,姓名\n${pidOf(PID_KEY, man)},甲\n`);
    expect(await registered()).toEqual([{ sex: null, born: null }]);
  });
});
