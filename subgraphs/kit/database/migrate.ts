import pg from 'pg';
import { DataSource } from 'typeorm';
import type { Department } from '../department.ts';
import { KitTables1790000000000 } from '../migrations/1790000000000-kit-tables.ts';
import { AccessLog1790000000500 } from '../migrations/1790000000500-access-log.ts';
import { AccessLogKeys1790000000980 } from '../migrations/1790000000980-access-log-keys.ts';
import { AccessLogSubjects1790000000995 } from '../migrations/1790000000995-access-log-subjects.ts';
import { AccessLogTidy1790000000990 } from '../migrations/1790000000990-access-log-tidy.ts';
import { AccessLogTime1790000000900 } from '../migrations/1790000000900-access-log-time.ts';
import { AccessLogStorage1790000000950 } from '../migrations/1790000000950-access-log-storage.ts';
import { ChangeFeed1790000000970 } from '../migrations/1790000000970-change-feed.ts';
import { Commands1790000000800 } from '../migrations/1790000000800-commands.ts';
import { Sharing1790000000600 } from '../migrations/1790000000600-sharing.ts';

/** What is needed of a department to make its tables. */
type Shape = Pick<Department, 'entities' | 'migrations'>;

const allMigrations = ({ migrations }: Shape): Department['migrations'] => [
  KitTables1790000000000,
  AccessLog1790000000500,
  Sharing1790000000600,
  Commands1790000000800,
  AccessLogTime1790000000900,
  AccessLogStorage1790000000950,
  ChangeFeed1790000000970,
  AccessLogKeys1790000000980,
  AccessLogTidy1790000000990,
  AccessLogSubjects1790000000995,
  ...migrations,
];

/** A TypeORM data source over a department's tables, for migrations and for comparing entities with tables. */
export const dataSource = (ownerUrl: string, shape: Shape): DataSource =>
  new DataSource({
    type: 'postgres',
    url: ownerUrl,
    entities: [...shape.entities],
    migrations: [...allMigrations(shape)],
    migrationsTableName: 'migration',
  });

/** True when every migration has run: one look, where TypeORM would ask for much more. */
const isUpToDate = async (ownerUrl: string, shape: Shape): Promise<boolean> => {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ there: boolean }>(
      "select to_regclass('migration') is not null as there",
    );
    if (rows[0]?.there !== true) return false;
    const ran = await client.query<{ name: string }>('select name from migration');
    const names = new Set(ran.rows.map(({ name }) => name));
    return allMigrations(shape).every((Migration) => names.has(new Migration().name ?? Migration.name));
  } finally {
    await client.end();
  }
};

/** Brings a database up to the newest migration, as its owner; the names of those that ran. */
export const migrate = async (ownerUrl: string, shape: Shape): Promise<string[]> => {
  if (await isUpToDate(ownerUrl, shape)) return [];
  const source = await dataSource(ownerUrl, shape).initialize();
  try {
    return (await source.runMigrations({ transaction: 'all' })).map(({ name }) => name);
  } finally {
    await source.destroy();
  }
};
