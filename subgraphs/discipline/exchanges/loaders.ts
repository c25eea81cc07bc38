import { atLeast, atMost, equals } from '../../kit/database/filter.ts';
import { pageByKey, pageOfAll } from '../../kit/database/pages.ts';
import { LeadTransfer, SupervisionProposal } from './entities.ts';

const proposalRead = {
  filters: { from: atLeast(SupervisionProposal, 'issuedOn'), to: atMost(SupervisionProposal, 'issuedOn') },
  order: ['issuedOn', 'id'],
  descending: true,
} as const;

export const exchangeLoaders = {
  proposalsOfInstitution: pageByKey(SupervisionProposal, { key: 'institutionCode', ...proposalRead }),
};

/** Pages of all supervision proposals. */
export const proposalPage = pageOfAll(SupervisionProposal, proposalRead);

/** Pages of all lead transfers. */
export const leadTransferPage = pageOfAll(LeadTransfer, {
  filters: {
    from: atLeast(LeadTransfer, 'receivedOn'),
    to: atMost(LeadTransfer, 'receivedOn'),
    fromDepartment: equals(LeadTransfer, 'fromDepartment'),
  },
  order: ['receivedOn', 'id'],
  descending: true,
});
