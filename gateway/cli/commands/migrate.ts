import type { Command } from 'commander';
import { DEPARTMENT_NAMES } from '../../../schema/departments.ts';
import type { CommandContext } from '../context.ts';
import { openHouse } from '../house.ts';

/** `migrate`: opening the house brings every database up to date. */
export const register = (program: Command, context: () => CommandContext): void => {
  program
    .command('migrate')
    .description('bring the databases of the departments up to date · 升级各部门数据库')
    .action(async () => {
      const { config, terminal } = context();
      const names = DEPARTMENT_NAMES.filter((name) => config.departments[name].url === undefined);
      const house = await openHouse({ config, names, join: true, onProgress: () => undefined });
      await house.close();
      const migrated = house.homes.map(({ department, ran }) => ({
        department: department.name,
        migrations: ran,
      }));
      const lines = migrated.map(
        ({ department, migrations }) => `${department}: ${migrations.join(', ') || 'up to date · 已是最新'}`,
      );
      terminal.result(migrated, lines.join('\n'));
    });
};
