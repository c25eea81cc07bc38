import { commandsOf } from '../../kit/commands/commands.ts';
import { institutionColumn, sourceColumn } from '../../kit/import/columns.ts';
import { importTable, type ImportTable } from '../../kit/import/table.ts';
import { LeadTransfer, SupervisionProposal } from './entities.ts';

const commands = commandsOf('discipline');

const leadTransfers = importTable<LeadTransfer>({
  name: 'lead-transfers',
  en: 'Lead transfers',
  zh: '线索移送',
  entity: LeadTransfer,
  key: ['reference'],
  columns: [
    {
      property: 'reference',
      en: 'reference',
      zh: '移送编号',
      headers: ['线索编号', '编号'],
      type: 'text',
      required: true,
    },
    {
      property: 'fromDepartment',
      en: 'from department',
      zh: '移送部门',
      headers: ['移送单位'],
      type: { enum: 'TransferringDepartment' },
      required: true,
    },
    {
      property: 'institutionCode',
      en: 'institution code',
      zh: '机构代码',
      headers: institutionColumn.headers,
      type: 'institutionCode',
    },
    {
      property: 'receivedOn',
      en: 'received on',
      zh: '接收日期',
      headers: ['收到日期'],
      type: 'date',
      required: true,
    },
    { property: 'acknowledgedOn', en: 'acknowledged on', zh: '签收日期', type: 'date' },
    { property: 'outcome', en: 'outcome', zh: '办理结果', headers: ['处置结果'], type: 'text' },
    { property: 'fedBackOn', en: 'fed back on', zh: '反馈日期', type: 'date' },
    sourceColumn,
  ],
});

const supervisionProposals = importTable<SupervisionProposal>({
  name: 'supervision-proposals',
  en: 'Supervision proposals',
  zh: '纪检监察建议',
  entity: SupervisionProposal,
  key: ['documentNumber', 'institutionCode'],
  columns: [
    {
      property: 'documentNumber',
      en: 'document number',
      zh: '建议书文号',
      headers: ['文号'],
      type: 'text',
      required: true,
    },
    institutionColumn,
    { property: 'subject', en: 'subject', zh: '事项', headers: ['建议事项'], type: 'text', required: true },
    {
      property: 'issuedOn',
      en: 'issued on',
      zh: '印发日期',
      headers: ['发出日期'],
      type: 'date',
      required: true,
    },
    { property: 'dueOn', en: 'due on', zh: '答复期限', type: 'date', required: true },
    { property: 'repliedOn', en: 'replied on', zh: '答复日期', headers: ['回复日期'], type: 'date' },
    { ...sourceColumn, headers: ['document'] },
  ],
});

/** What files can be imported into the exchanges. */
export const exchangeTables: readonly ImportTable[] = [leadTransfers, supervisionProposals];

/** Issues a supervision proposal. */
export const issueSupervisionProposal = commands.record<SupervisionProposal>(
  'issueSupervisionProposal',
  supervisionProposals,
);

/** Registers the answer to a supervision proposal. */
export const recordReply = commands.amend<SupervisionProposal>(
  'recordReply',
  supervisionProposals,
  'issuedOn',
);

/** Registers a lead that was transferred. */
export const recordLeadTransfer = commands.record<LeadTransfer>('recordLeadTransfer', leadTransfers);
