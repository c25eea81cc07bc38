import { atMost, inForce } from '../../kit/database/filter.ts';
import { manyByKey } from '../../kit/database/loaders.ts';
import { selectList } from '../../kit/database/columns.ts';
import { statement, type Reader } from '../../kit/database/reader.ts';
import { figureOf } from '../figure.ts';
import type { DecidingLevel } from '../generated.ts';
import { Matter, MatterAuthority, MatterStep } from './entities.ts';

export const matterLoaders = {
  matters: manyByKey(Matter, {
    key: 'institutionCode',
    filters: { asOf: atMost(Matter, 'proposedOn') },
    order: ['proposedOn', 'id'],
  }),
  matterSteps: manyByKey(MatterStep, { key: 'matterReference', order: ['takenOn', 'id'] }),
  requiredLevel: figureOf('matter')<DecidingLevel | null>(
    `(select level from matter_authority where kind = matter.kind and ${inForce.sql('matter.decided_on')})`,
    null,
  ),
};

/** The levels that kinds of matters need on a day. */
export const authoritiesOn = (db: Reader, day: string): Promise<MatterAuthority[]> =>
  db.rows<MatterAuthority>(
    statement(
      `select ${selectList(MatterAuthority)} from matter_authority where ${inForce.sql('$1')} order by kind`,
    ),
    [day],
  );
