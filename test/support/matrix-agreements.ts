// Agreements as an owner registers them: asked for and decided through the store of the product.
import type { ClientBase } from 'pg';
import type { DepartmentName } from '../../schema/departments.ts';
import type { AgreementAction } from '../../subgraphs/kit/sharing/agreement.ts';
import { insertRequest, updateDecided } from '../../subgraphs/kit/sharing/store.ts';
import type { Agreed } from './matrix-oracle.ts';
import { viewerWith } from './sharing.ts';

/** The decisions that lead to a state. */
const DECISIONS: Readonly<Record<Agreed['state'], readonly AgreementAction[]>> = {
  REQUESTED: [],
  GRANTED: ['GRANT'],
  REFUSED: ['REFUSE'],
  SUSPENDED: ['GRANT', 'SUSPEND'],
  ENDED: ['GRANT', 'END'],
};

/** Registers an agreement of an owner. */
export const agree = async (
  db: ClientBase,
  owner: DepartmentName,
  agreed: Agreed,
  documentNumber: string,
): Promise<void> => {
  const viewer = viewerWith({ subject: 'owner', department: owner, roles: ['director'] });
  const [consumerKind, consumerName] = agreed.consumer;
  const terms = {
    consumerKind,
    consumerName,
    purposeKinds: agreed.kinds,
    coordinates: agreed.patterns,
    institutions: agreed.institutions,
    validFrom: agreed.from,
    validTo: agreed.to,
  };
  let { id, version } = await insertRequest(db, { terms, documentNumber, viewer, today: '2026-01-01' });
  for (const action of DECISIONS[agreed.state])
    ({ id, version } = await updateDecided(db, {
      owner,
      id,
      version,
      action,
      reason: 'test',
      documentNumber: null,
      viewer,
    }));
};
