// Every field of every department, for every kind of viewer, in every situation: decided as the oracle says.
import pg from 'pg';
import { departments } from '../../gateway/cli/departments.ts';
import { catalogueOf, shareClasses } from '../../schema/catalogue.ts';
import { DEPARTMENT_NAMES } from '../../schema/departments.ts';
import { departmentSdl } from '../../schema/sdl.ts';
import type { Decision } from '../../subgraphs/kit/sharing/guard.ts';
import { guardsOf } from '../../subgraphs/kit/sharing/guards.ts';
import { TODAY } from '../support/department.ts';
import { agree } from '../support/matrix-agreements.ts';
import { verdict } from '../support/matrix-oracle.ts';
import { askersOf, patternsOf, situationsOf } from '../support/matrix-situations.ts';
import { openSharingDepartment, type SharingDepartment } from '../support/sharing-department.ts';

const written = (decision: Decision): string => {
  if (decision.kind === 'SERVED') return 'SERVED';
  return decision.kind === 'SCOPED' ? `SCOPED ${decision.institutions.join()}` : `REFUSED ${decision.reason}`;
};

describe.each(DEPARTMENT_NAMES)('%s', (owner) => {
  let office: SharingDepartment;
  let db: pg.Client;
  beforeAll(async () => {
    office = await openSharingDepartment(departments[owner]);
    db = new pg.Client({ connectionString: office.ownerUrl });
    await db.connect();
    // Only here: each situation starts from nothing.
    await db.query('alter table agreement_event disable trigger agreement_event_keep');
  });
  afterAll(async () => {
    await db.end();
    await office.close();
  });

  it('decides as the oracle says', async () => {
    const sdl = departmentSdl(owner);
    const classes = shareClasses(sdl);
    const fields = catalogueOf(sdl).map(({ coordinate, shareClass }) => ({ owner, coordinate, shareClass }));
    const situations = Object.entries(
      situationsOf(owner, patternsOf(fields.map((field) => field.coordinate))),
    );
    const askers = askersOf(owner);
    const wrong: string[] = [];
    const met = new Map<string, number>();
    for (const [situation, agreements] of situations) {
      await db.query('truncate agreement, agreement_event');
      for (const [index, agreed] of agreements.entries()) await agree(db, owner, agreed, `${index}`);
      const snapshots = office.look();
      const guardOf = guardsOf({ owner, classes, snapshots, today: () => TODAY });
      for (const [name, asker] of askers) {
        const guard = await guardOf(asker);
        for (const field of fields) {
          const expected = verdict(field, asker, agreements, TODAY);
          const decided = written(guard.decide(field.coordinate));
          met.set(expected, (met.get(expected) ?? 0) + 1);
          if (decided !== expected)
            wrong.push(`${field.coordinate} for ${name} (${situation}): ${decided}, not ${expected}`);
        }
      }
      await snapshots.close();
    }
    const cells = fields.length * askers.length * situations.length;
    process.stdout.write(
      `matrix: ${owner}: ${fields.length} fields × ${askers.length} askers × ${situations.length} situations = ${cells} decisions, ${wrong.length} wrong\n`,
    );
    expect(wrong.slice(0, 20)).toEqual([]);
    // Nothing of the oracle is idle.
    expect([...met.keys()].map((each) => each.replace(/^SCOPED .*/, 'SCOPED')).sort()).toEqual(
      expect.arrayContaining([
        'REFUSED AGREEMENT_EXPIRED',
        'REFUSED AGREEMENT_MISSING',
        'REFUSED AGREEMENT_NOT_YET_IN_FORCE',
        'REFUSED AGREEMENT_SUSPENDED',
        'REFUSED OUT_OF_SCOPE',
        'REFUSED PURPOSE_MISSING',
        'REFUSED PURPOSE_NOT_COVERED',
        'SCOPED',
        'SERVED',
      ]),
    );
  });
});
