import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { demoDayOf } from '../../../gateway/cli/demo/day.ts';
import { DEMO_SEED, plantOnFirstStart } from '../../../gateway/cli/plant.ts';
import { terminal } from '../../../gateway/cli/terminal.ts';
import { readConfig } from '../../../gateway/config.ts';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../../schema/departments.ts';
import { migrate } from '../../../subgraphs/kit/database/migrate.ts';
import { isPlanted, plantDistrict, type Targets } from '../../../subgraphs/demo/plant/plant.ts';
import { TABLES } from '../../../subgraphs/demo/rows/tables.ts';
import { discipline } from '../../../subgraphs/discipline/main.ts';
import { establishment } from '../../../subgraphs/establishment/main.ts';
import { finance } from '../../../subgraphs/finance/main.ts';
import { hr } from '../../../subgraphs/hr/main.ts';
import { organization } from '../../../subgraphs/organization/main.ts';
import { createDatabase, type TestDatabase } from '../../support/cluster.ts';
import { district, IDENTITY_KEY, PID_KEY } from '../../support/demo/district.ts';

const DEPARTMENTS = { establishment, discipline, organization, hr, finance };
const made = district(600, 1);

describe('planting a district', () => {
  let databases: Readonly<Record<DepartmentName, TestDatabase>>;
  let targets: Readonly<Record<DepartmentName, pg.ClientConfig>>;

  const query = async (department: DepartmentName, sql: string): Promise<Record<string, unknown>[]> => {
    const client = new pg.Client(targets[department]);
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  };
  const count = async (department: DepartmentName, table: string): Promise<number> =>
    Number((await query(department, `select count(*) from ${table}`))[0]?.['count']);
  const planted = (): Promise<boolean[]> =>
    Promise.all(DEPARTMENT_NAMES.map((department) => isPlanted(made, targets[department])));
  const indexes = (department: DepartmentName): Promise<Record<string, unknown>[]> =>
    query(
      department,
      `select indexdef from pg_indexes where schemaname = 'public'
        union all select conname || pg_get_constraintdef(oid) from pg_constraint where conrelid <> 0 order by 1`,
    );

  beforeEach(async () => {
    const opened = await Promise.all(
      DEPARTMENT_NAMES.map(async (department) => {
        const database = await createDatabase(department);
        await migrate(database.ownerUrl, DEPARTMENTS[department]);
        return [department, database] as const;
      }),
    );
    const of = (wanted: DepartmentName): TestDatabase =>
      opened.find(([department]) => department === wanted)![1];
    const each = <Value>(make: (name: DepartmentName) => Value): Record<DepartmentName, Value> => ({
      establishment: make('establishment'),
      discipline: make('discipline'),
      organization: make('organization'),
      hr: make('hr'),
      finance: make('finance'),
    });
    databases = each(of);
    targets = each((name) => ({ connectionString: of(name).ownerUrl }));
  });
  afterEach(() => Promise.all(DEPARTMENT_NAMES.map((department) => databases[department].drop())));

  it('fills every table of every department, and leaves indexes and constraints as they were', async () => {
    const before = await Promise.all(DEPARTMENT_NAMES.map(indexes));
    const { departments, rows } = await plantDistrict({ district: made, targets });
    expect(departments).toEqual(DEPARTMENT_NAMES);
    const counts = await Promise.all(
      DEPARTMENT_NAMES.flatMap((department) =>
        Object.keys(TABLES[department]).map((table) => count(department, table)),
      ),
    );
    expect(counts.filter((rowsOfTable) => rowsOfTable === 0)).toEqual([]);
    expect(counts.reduce((sum, rowsOfTable) => sum + rowsOfTable, 0)).toBe(rows);
    expect(await Promise.all(DEPARTMENT_NAMES.map(indexes))).toEqual(before);
  });

  it('changes nothing the second time', async () => {
    await plantDistrict({ district: made, targets });
    const payments = await count('finance', 'payment');
    expect(await plantDistrict({ district: made, targets })).toEqual({ departments: [], rows: 0, cases: [] });
    expect(await count('finance', 'payment')).toBe(payments);
  });

  it('plants the missing departments after a crash between two of them', async () => {
    const { hr: first, establishment: second }: Targets = targets;
    await plantDistrict({ district: made, targets: { hr: first!, establishment: second! } });
    expect(await planted()).toEqual(
      DEPARTMENT_NAMES.map((name) => name === 'hr' || name === 'establishment'),
    );
    const { departments } = await plantDistrict({ district: made, targets });
    expect(departments).toEqual(['discipline', 'organization', 'finance']);
    expect(await planted()).toEqual(DEPARTMENT_NAMES.map(() => true));
  });

  it('is made whole by a start on another day, and stands on the day on which it was begun', async () => {
    const dataDirectory = mkdtempSync(path.join(tmpdir(), 'fournets-planting-'));
    await plantDistrict({ district: district(600, DEMO_SEED, '2026-11-20'), targets: { hr: targets.hr } });
    const homes = DEPARTMENT_NAMES.map((name) => ({
      department: DEPARTMENTS[name],
      appUrl: databases[name].appUrl,
      ownerUrl: databases[name].ownerUrl,
      cipherKey: IDENTITY_KEY,
      pidKey: PID_KEY,
      embedded: true,
      ran: [],
    }));
    const house = { homes, announce: () => undefined, close: async () => undefined };
    const config = readConfig({
      FOURNETS_DATA: dataDirectory,
      FOURNETS_DEMO_PEOPLE: '600',
      FOURNETS_TODAY: '2027-02-28',
    });
    await plantOnFirstStart(config, house, terminal({ quiet: true }));
    expect(await count('finance', 'payment')).toBeGreaterThan(0);
    expect(demoDayOf(dataDirectory)).toBe('2026-11-20');
    rmSync(dataDirectory, { recursive: true, force: true });
  });

  it('leaves no row in any department when it fails on the way', async () => {
    const failing = plantDistrict({
      district: made,
      targets,
      onProgress: () => {
        throw new Error('the disk is full');
      },
    });
    await expect(failing).rejects.toThrow('the disk is full');
    expect(await planted()).toEqual(DEPARTMENT_NAMES.map(() => false));
    expect(await count('hr', 'person')).toBe(0);
    expect(await count('finance', 'payment')).toBe(0);
  });

  it('refuses databases that have facts, naming the table, and replaces them when told to', async () => {
    await plantDistrict({ district: made, targets });
    const other = district(600, 2);
    await expect(plantDistrict({ district: other, targets })).rejects.toMatchObject({
      code: 'DEMO_NOT_EMPTY',
    });
    expect(await planted()).toEqual(DEPARTMENT_NAMES.map(() => true));
    await query(
      'establishment',
      `insert into rule_run (as_of, reason, state, requested_by, finished_at)
       values ('2026-10-31', 'SCHEDULED', 'DONE', 'oversight', now()), ('2026-10-31', 'DEMAND', 'DONE', 'director', now())`,
    );
    await plantDistrict({ district: other, targets, replace: true });
    expect(await planted()).toEqual(DEPARTMENT_NAMES.map(() => false));
    expect(await count('hr', 'person')).toBe(600);
    // The day has another run of its own.
    expect(await query('establishment', 'select reason, state from rule_run order by id')).toEqual([
      { reason: 'SCHEDULED', state: 'CANCELLED' },
      { reason: 'DEMAND', state: 'DONE' },
    ]);
  });
});
