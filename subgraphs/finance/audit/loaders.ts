import { atLeast, atMost } from '../../kit/database/filter.ts';
import { pageByKey, pageOfAll } from '../../kit/database/pages.ts';
import { AuditFinding } from './entities.ts';

const newestFirst = {
  filters: { from: atLeast(AuditFinding, 'foundOn'), to: atMost(AuditFinding, 'foundOn') },
  order: ['foundOn', 'id'],
  descending: true,
} as const;

export const auditLoaders = {
  auditFindings: pageByKey(AuditFinding, { key: 'institutionCode', ...newestFirst }),
};

/** Pages of all audit findings. */
export const auditFindingPage = pageOfAll(AuditFinding, newestFirst);
