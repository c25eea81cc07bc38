import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { institution } from '../../kit/graph/references.ts';
import type { AuditFinding } from './entities.ts';
import { auditFindingPage } from './loaders.ts';

/** Resolvers of the audit. */
export const auditResolvers = {
  Query: {
    auditFindings: (_, args, { db }) => auditFindingPage(db, args),
  },
  Institution: {
    auditFindings: ({ code }, args, { loaders }) => loaders.auditFindings.load(code, args),
  },
  AuditFinding: { institution },
  AuditFindingConnection: connection<AuditFinding>(),
} satisfies Resolvers;
