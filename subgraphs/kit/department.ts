import type { IResolvers } from './graph/resolvers.ts';
import type { DepartmentName } from '../../schema/departments.ts';
import type { MigrationInterface, ObjectType } from 'typeorm';
import type { LoaderDefinition } from './database/load.ts';
import type { ImportTable } from './import/table.ts';

/** Everything that makes a department: what its `main.ts` puts together from its rooms. */
export interface Department {
  readonly name: DepartmentName;
  readonly entities: readonly ObjectType<object>[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  readonly loaders: Readonly<Record<string, LoaderDefinition<never, unknown>>>;
  /** The resolvers of each room. */
  readonly resolvers: readonly IResolvers[];
  /** The tables that files can be imported into. */
  readonly tables: readonly ImportTable[];
}
