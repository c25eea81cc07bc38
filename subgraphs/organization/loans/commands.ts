import { commandsOf } from '../../kit/commands/commands.ts';
import { personColumn, sourceColumn } from '../../kit/import/columns.ts';
import { importTable, type ImportTable } from '../../kit/import/table.ts';
import { Loan } from './entities.ts';

const commands = commandsOf('organization');

const loans = importTable<Loan>({
  name: 'loans',
  en: 'Loans of people',
  zh: '借调、挂职',
  entity: Loan,
  key: ['pid', 'toInstitutionCode', 'startedOn'],
  columns: [
    personColumn,
    {
      property: 'fromInstitutionCode',
      en: 'from institution code',
      zh: '借出机构代码',
      headers: ['派出单位代码', '原单位代码', 'from institution'],
      type: 'institutionCode',
      required: true,
    },
    {
      property: 'toInstitutionCode',
      en: 'to institution code',
      zh: '借入机构代码',
      headers: ['接收单位代码', '借调单位代码', 'to institution'],
      type: 'institutionCode',
      required: true,
    },
    {
      property: 'kind',
      en: 'kind',
      zh: '借调类型',
      headers: ['类型'],
      type: { enum: 'LoanKind' },
      default: 'LOAN',
    },
    {
      property: 'startedOn',
      en: 'started on',
      zh: '开始日期',
      headers: ['借调日期', '起始日期'],
      type: 'date',
      required: true,
    },
    { property: 'dueOn', en: 'due on', zh: '到期日期', headers: ['借调期限至'], type: 'date' },
    { property: 'returnedOn', en: 'returned on', zh: '返回日期', headers: ['返回原单位日期'], type: 'date' },
    sourceColumn,
  ],
});

/** What files can be imported into the loans. */
export const loanTables: readonly ImportTable[] = [loans];

/** Registers a loan of a person. */
export const recordLoan = commands.record<Loan>('recordLoan', loans);

/** Ends a loan: the person is back. */
export const endLoan = commands.amend<Loan>('endLoan', loans, 'startedOn');
