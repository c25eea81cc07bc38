import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { root } from '../../kit/graph/fields.ts';
import { institution } from '../../kit/graph/references.ts';
import { loaded } from '../context.ts';
import { recordAuditFinding, rectifyAuditFinding } from './commands.ts';
import type { AuditFinding } from './entities.ts';
import { auditFindingPage } from './loaders.ts';

/** Resolvers of the audit. */
export const auditResolvers = {
  Query: {
    auditFindings: root((args, { db }, asked) => auditFindingPage(db, args, asked)),
  },
  Mutation: {
    recordAuditFinding: root(recordAuditFinding),
    rectifyAuditFinding: root(rectifyAuditFinding),
  },
  Institution: {
    auditFindings: loaded('auditFindings', 'code'),
  },
  AuditFinding: { institution },
  AuditFindingConnection: connection<AuditFinding>(),
} satisfies Resolvers;
