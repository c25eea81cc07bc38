// The guards of a department over the agreements in its own database.
import type { DepartmentName } from '../../../schema/departments.ts';
import type { ShareClasses } from '../../../schema/catalogue.ts';
import type { Database } from '../database/connect.ts';
import type { GuardOf } from './guard.ts';
import { guardsOf } from './guards.ts';
import { openSnapshots, type Snapshots } from './snapshot.ts';

export interface OwnGuardsOptions {
  readonly owner: DepartmentName;
  readonly classes: ShareClasses;
  readonly database: Pick<Database, 'background'>;
  /** The day of today, YYYY-MM-DD. */
  readonly today: () => string;
}

/** Guards that follow the agreements from the first asker on: a department that only asks itself does not look. */
export const openOwnGuards = ({
  owner,
  classes,
  database,
  today,
}: OwnGuardsOptions): { readonly guardOf: GuardOf; readonly close: () => Promise<void> } => {
  let opened: { readonly guardOf: GuardOf; readonly snapshots: Snapshots } | undefined;
  const open = () => {
    const snapshots = openSnapshots({ reader: database.background });
    return { snapshots, guardOf: guardsOf({ owner, classes, snapshots, today }) };
  };
  return {
    guardOf: (asker) => (opened ??= open()).guardOf(asker),
    close: async () => {
      await opened?.snapshots.close();
    },
  };
};
