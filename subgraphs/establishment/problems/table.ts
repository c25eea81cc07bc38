import { institutionColumn, sourceColumn } from '../../kit/import/columns.ts';
import { importTable, type ImportTable } from '../../kit/import/table.ts';
import { Problem } from './entities.ts';

/** What a problem is, for commands and for ledgers that are taken over. */
export const problems: ImportTable = importTable<Problem>({
  name: 'problems',
  en: 'Problems',
  zh: '问题台账',
  entity: Problem,
  key: ['number'],
  columns: [
    { property: 'number', en: 'number', zh: '问题编号', headers: ['销号编号'], type: 'text', required: true },
    { property: 'findingId', en: 'finding', zh: '疑点编号', type: 'integer' },
    { property: 'ruleId', en: 'rule', zh: '规则编号', type: 'text', required: true },
    {
      property: 'subjectKind',
      en: 'subject kind',
      zh: '对象类别',
      type: { enum: 'FindingSubjectKind' },
      required: true,
    },
    { property: 'subject', en: 'subject', zh: '对象', type: 'text', required: true },
    { property: 'period', en: 'period', zh: '期间', type: 'text', default: '' },
    institutionColumn,
    { property: 'cause', en: 'cause', zh: '原因', headers: ['产生原因'], type: 'text' },
    { property: 'measure', en: 'measure', zh: '整改措施', type: 'text', required: true },
    {
      property: 'ownerCode',
      en: 'owner code',
      zh: '责任单位代码',
      headers: ['责任单位'],
      type: 'institutionCode',
      required: true,
    },
    { property: 'dueOn', en: 'due on', zh: '整改期限', type: 'date', required: true },
    {
      property: 'state',
      en: 'state',
      zh: '状态',
      type: { enum: 'ProblemState' },
      required: true,
      default: 'RECTIFYING',
    },
    { property: 'openedOn', en: 'opened on', zh: '立项日期', type: 'date', required: true },
    { property: 'openedBy', en: 'opened by', zh: '立项人', type: 'text' },
    { property: 'closedOn', en: 'closed on', zh: '销号日期', type: 'date' },
    { property: 'closedBy', en: 'closed by', zh: '销号人', type: 'text' },
    { property: 'conclusion', en: 'conclusion', zh: '销号结论', type: 'text' },
    sourceColumn,
  ],
});

/** What files can be imported about problems. */
export const problemTables: readonly ImportTable[] = [problems];
