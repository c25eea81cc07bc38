import { CodedError } from '../../../schema/errors.ts';
import type { Viewer } from '../../../schema/sharing.ts';
import type { ClientRequest } from '../../fetch/owners/client-request.ts';

const isOfOffice = ({ department, roles }: Viewer): boolean =>
  department === 'establishment' && roles.some((role) => role === 'clerk' || role === 'director');

const isInvestigator = ({ department, roles }: Viewer): boolean =>
  department === 'discipline' && roles.includes('investigator');

/** Whoever writes rules: staff of the establishment office and investigators of discipline inspection. Else FORBIDDEN. */
export const requireRuleWriter = ({ asker }: Pick<ClientRequest, 'asker'>): Viewer => {
  const viewer = asker?.viewer;
  if (viewer !== undefined && (isOfOffice(viewer) || isInvestigator(viewer))) return viewer;
  throw new CodedError('FORBIDDEN', {
    needed: 'clerks and directors of the establishment office, and investigators of discipline inspection',
    neededZh: '编办工作人员、负责人或纪检监察调查人员',
  });
};
