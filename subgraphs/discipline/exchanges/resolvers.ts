import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { institution } from '../../kit/graph/references.ts';
import type { LeadTransfer, SupervisionProposal } from './entities.ts';
import { leadTransferPage, proposalPage } from './loaders.ts';

/** Resolvers of the exchanges. */
export const exchangeResolvers = {
  Query: {
    leadTransfers: (_, args, { db }) => leadTransferPage(db, args),
    supervisionProposals: (_, args, { db }) => proposalPage(db, args),
  },
  Institution: {
    supervisionProposals: ({ code }, args, { loaders }) => loaders.proposalsOfInstitution.load(code, args),
  },
  LeadTransfer: {
    institution: ({ institutionCode }) => (institutionCode === null ? null : { code: institutionCode }),
  },
  LeadTransferConnection: connection<LeadTransfer>(),
  SupervisionProposal: { institution },
  SupervisionProposalConnection: connection<SupervisionProposal>(),
} satisfies Resolvers;
