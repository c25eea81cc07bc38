import { CodedError } from '../../../schema/errors.ts';
import type { Viewer } from '../../../schema/sharing.ts';
import type { ClientRequest } from '../../fetch/owners/client-request.ts';

const isOfOffice = ({ department, roles }: Viewer): boolean =>
  department === 'establishment' && roles.some((role) => role === 'clerk' || role === 'director');

/** Whoever writes rules: staff of the establishment office and investigators. Else FORBIDDEN. */
export const requireRuleWriter = ({ asker }: Pick<ClientRequest, 'asker'>): Viewer => {
  const viewer = asker?.viewer;
  if (viewer !== undefined && (isOfOffice(viewer) || viewer.roles.includes('investigator'))) return viewer;
  throw new CodedError('FORBIDDEN', {
    needed: 'clerks and directors of the establishment office, and investigators',
    neededZh: '编办工作人员、负责人或调查人员',
  });
};
