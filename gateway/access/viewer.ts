import type { Viewer } from '../../schema/sharing.ts';
import type { ClientRequest } from '../fetch/owners/client-request.ts';

/** As `schema/gateway.graphql` names them. */
const KINDS: Readonly<Record<Viewer['kind'], string>> = { person: 'PERSON', system: 'SYSTEM' };

/** Answers `Query.viewer`. */
export const viewer = (_args: unknown, { asker }: Pick<ClientRequest, 'asker'>) =>
  asker === undefined ? null : { ...asker.viewer, kind: KINDS[asker.viewer.kind], purpose: asker.purpose };
