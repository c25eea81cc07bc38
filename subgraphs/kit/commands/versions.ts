import type { QueryRunner } from 'typeorm';

/** Gives tables of facts their versions: 1 to begin with, one more with each change, by command or by import. */
export const addVersions = async (db: QueryRunner, tables: readonly string[]): Promise<void> => {
  for (const table of tables) {
    await db.query(`alter table ${table} add column version integer not null default 1`);
    await db.query(
      `create trigger ${table}_version before update on ${table} for each row execute function fact_version()`,
    );
  }
};

/** Takes the versions away again. */
export const dropVersions = async (db: QueryRunner, tables: readonly string[]): Promise<void> => {
  for (const table of tables) {
    await db.query(`drop trigger ${table}_version on ${table}`);
    await db.query(`alter table ${table} drop column version`);
  }
};
