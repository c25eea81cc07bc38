// Guards over the agreements of a department, that look at them again when a test says so.
import pg from 'pg';
import { shareClasses } from '../../schema/catalogue.ts';
import type { DepartmentName } from '../../schema/departments.ts';
import { departmentSdl } from '../../schema/sdl.ts';
import { exactTypes, poolReader } from '../../subgraphs/kit/database/reader.ts';
import { scopedRoleOf } from '../../subgraphs/kit/database/row-scope.ts';
import type { GuardOf } from '../../subgraphs/kit/sharing/guard.ts';
import { guardsOf } from '../../subgraphs/kit/sharing/guards.ts';
import { openSnapshots } from '../../subgraphs/kit/sharing/snapshot.ts';

/** The guards of one department. */
export interface AgreementGuards {
  readonly guardOf: GuardOf;
  /** From now on what was known of the agreements is too old. */
  readonly look: () => void;
  readonly close: () => Promise<void>;
}

/** More than agreements may be old. */
const TOO_OLD_MS = 2000;

/** Opens guards over a department's database. */
export const agreementGuards = (owner: DepartmentName, url: string, today: string): AgreementGuards => {
  const pool = new pg.Pool({ connectionString: url, types: exactTypes, max: 2 });
  pool.on('error', () => undefined);
  let time = 0;
  const snapshots = openSnapshots({
    reader: (signal) =>
      poolReader({ pool, signal, cancel: () => undefined, scopedRole: scopedRoleOf(owner) }),
    now: () => time,
  });
  const guardOf = guardsOf({
    owner,
    classes: shareClasses(departmentSdl(owner)),
    snapshots,
    today: () => today,
  });
  return {
    guardOf,
    look: () => {
      time += TOO_OLD_MS;
    },
    close: async () => {
      await snapshots.close();
      await pool.end();
    },
  };
};
