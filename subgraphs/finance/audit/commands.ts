import { commandsOf } from '../../kit/commands/commands.ts';
import { institutionColumn, sourceColumn } from '../../kit/import/columns.ts';
import { importTable, type ImportTable } from '../../kit/import/table.ts';
import { AuditFinding } from './entities.ts';

const commands = commandsOf('finance');

const auditFindings = importTable<AuditFinding>({
  name: 'audit-findings',
  en: 'Audit findings',
  zh: '审计问题',
  entity: AuditFinding,
  key: ['documentNumber', 'institutionCode', 'ordinal'],
  columns: [
    institutionColumn,
    {
      property: 'documentNumber',
      en: 'document number',
      zh: '审计报告文号',
      headers: ['报告文号'],
      type: 'text',
      required: true,
    },
    { property: 'ordinal', en: 'ordinal', zh: '序号', type: 'integer', required: true },
    {
      property: 'category',
      en: 'category',
      zh: '审计问题类别',
      headers: ['问题类别'],
      type: { enum: 'AuditCategory' },
      required: true,
      default: 'OTHER',
    },
    { property: 'text', en: 'text', zh: '问题描述', headers: ['问题'], type: 'text', required: true },
    { property: 'amount', en: 'amount', zh: '涉及金额', headers: ['金额'], type: 'money' },
    {
      property: 'foundOn',
      en: 'found on',
      zh: '发现日期',
      headers: ['审计日期'],
      type: 'date',
      required: true,
    },
    { property: 'dueOn', en: 'due on', zh: '整改期限', type: 'date' },
    { property: 'rectifiedOn', en: 'rectified on', zh: '整改完成日期', type: 'date' },
    sourceColumn,
  ],
});

/** What files can be imported about audits. */
export const auditTables: readonly ImportTable[] = [auditFindings];

/** Registers a finding of an audit. */
export const recordAuditFinding = commands.record<AuditFinding>('recordAuditFinding', auditFindings);

/** Closes a finding of an audit. */
export const rectifyAuditFinding = commands.amend<AuditFinding>(
  'rectifyAuditFinding',
  auditFindings,
  'foundOn',
);
