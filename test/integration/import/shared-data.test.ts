import { establishment } from '../../../subgraphs/establishment/main.ts';
import { finance } from '../../../subgraphs/finance/main.ts';
import { hr } from '../../../subgraphs/hr/main.ts';
import { organization } from '../../../subgraphs/organization/main.ts';
import { openImporter, type Importer } from '../../support/import-run.ts';
import { CITY, importShared as importing, onData } from '../../support/shared-data.ts';

const { positions: POSITIONS, employees: EMPLOYEES } = CITY;

onData('real files', () => {
  it('of a city: authorised posts and their holders meet by department, title and measure', async () => {
    const offices = await Promise.all([establishment, organization, hr, finance].map(openImporter));
    const [posts, cadres, staff, payroll] = offices as [Importer, Importer, Importer, Importer];
    expect(
      (await importing(posts, 'institutions', POSITIONS, 'chicago/institutions.yaml')).rows,
    ).toMatchObject({ inserted: 34, rejected: 0 });
    expect((await importing(posts, 'quotas', POSITIONS, 'chicago/quotas.yaml')).rows).toMatchObject({
      filtered: 1132,
      inserted: 1972,
      rejected: 0,
    });
    expect(
      await posts.query('select measure, sum(number)::int as n from quota group by 1 order by 1'),
    ).toEqual([
      { measure: 'HOUR', n: 6760 },
      { measure: 'MONTH', n: 377 },
      { measure: 'POST', n: 12_442 },
    ]);
    for (const [office, table] of [
      [staff, 'people'],
      [cadres, 'appointments'],
      [payroll, 'payments'],
    ] as const)
      expect((await importing(office, table, EMPLOYEES, `chicago/${table}.yaml`)).rows).toMatchObject({
        read: 19_769,
        inserted: 19_767,
        rejected: 2,
      });
    const quotas = new Set(
      (await posts.query("select concat_ws('|', institution_code, title, measure) as k from quota")).map(
        ({ k }) => k,
      ),
    );
    const holders = await cadres.query(
      "select concat_ws('|', institution_code, title, measure) as k from appointment",
    );
    expect(holders.filter(({ k }) => quotas.has(k)).length).toBeGreaterThan(16_000);
    await Promise.all(offices.map((office) => office.close()));
  });

  it('of ministries: the file that was uploaded twice changes nothing', async () => {
    const office = await openImporter(establishment);
    const [once, twice] = [
      'uk/300913JNCC-junior.csv',
      'uk/300913_JNCC_Organogram_September-2013-FINAL-junior.csv',
    ];
    expect((await importing(office, 'quotas', once ?? '', 'uk/junior-quotas.yaml')).rows).toMatchObject({
      inserted: 87,
    });
    expect((await importing(office, 'quotas', twice ?? '', 'uk/junior-quotas.yaml')).rows).toMatchObject({
      inserted: 0,
      updated: 0,
      unchanged: 87,
    });
    await office.close();
  });

  it('of divisions: the same content in GBK changes nothing', async () => {
    const office = await openImporter(establishment);
    for (const [name, rows] of [
      ['provinces', 31],
      ['cities', 342],
      ['areas', 2975],
      ['streets', 41_352],
    ] as const)
      expect(
        (await importing(office, 'divisions', `cn_divisions/${name}.csv`, `cn-divisions/${name}.yaml`)).rows,
      ).toMatchObject({ inserted: rows, updated: 0, rejected: 0 });
    expect(
      await importing(office, 'divisions', 'cn_divisions/areas.gbk.csv', 'cn-divisions/areas.yaml'),
    ).toMatchObject({
      format: { encoding: 'gb18030' },
      rows: { inserted: 0, updated: 0, unchanged: 2975 },
    });
    expect(
      await office.query(
        'select count(*)::int as n from division d where parent_code is not null and not exists (select from division p where p.code = d.parent_code)',
      ),
    ).toEqual([{ n: 0 }]);
    await office.close();
  });
});
