import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { root } from '../../kit/graph/fields.ts';
import { institution, institutionIfAny } from '../../kit/graph/references.ts';
import { loaded } from '../context.ts';
import { issueSupervisionProposal, recordReply, recordLeadTransfer } from './commands.ts';
import type { LeadTransfer, SupervisionProposal } from './entities.ts';
import { leadTransferPage, proposalPage } from './loaders.ts';

/** Resolvers of the exchanges. */
export const exchangeResolvers = {
  Query: {
    leadTransfers: root((args, { db }, asked) => leadTransferPage(db, args, asked)),
    supervisionProposals: root((args, { db }, asked) => proposalPage(db, args, asked)),
  },
  Mutation: {
    issueSupervisionProposal: root(issueSupervisionProposal),
    recordReply: root(recordReply),
    recordLeadTransfer: root(recordLeadTransfer),
  },
  Institution: {
    supervisionProposals: loaded('proposalsOfInstitution', 'code'),
  },
  LeadTransfer: { institution: institutionIfAny },
  LeadTransferConnection: connection<LeadTransfer>(),
  SupervisionProposal: { institution },
  SupervisionProposalConnection: connection<SupervisionProposal>(),
} satisfies Resolvers;
