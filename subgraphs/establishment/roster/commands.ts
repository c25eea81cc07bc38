import { commandsOf } from '../../kit/commands/commands.ts';
import { institutionColumn, periodColumns, personColumn, sourceColumn } from '../../kit/import/columns.ts';
import { importTable, type ImportTable } from '../../kit/import/table.ts';
import { Movement, Seat } from './entities.ts';

const commands = commandsOf('establishment');

const seats = importTable<Seat>({
  name: 'seats',
  en: 'Seats of the real-name roster',
  zh: '实名制登记',
  entity: Seat,
  key: ['pid', 'institutionCode', 'validFrom'],
  succession: ['pid', 'institutionCode'],
  personal: ['name', 'sex', 'ethnicity', 'bornOn'],
  columns: [
    personColumn,
    institutionColumn,
    { property: 'category', en: 'category', zh: '编制类别', type: { enum: 'QuotaCategory' }, required: true },
    { property: 'internalBody', en: 'internal body', zh: '内设机构', type: 'text' },
    { property: 'name', en: 'name', zh: '姓名', type: 'text', required: true },
    { property: 'sex', en: 'sex', zh: '性别', type: { enum: 'Sex' } },
    { property: 'ethnicity', en: 'ethnicity', zh: '民族', type: 'text' },
    {
      property: 'bornOn',
      en: 'born on',
      zh: '出生日期',
      headers: ['出生年月日', 'birth date'],
      type: 'date',
    },
    {
      property: 'politicalStatus',
      en: 'political status',
      zh: '政治面貌',
      type: { enum: 'PoliticalStatus' },
    },
    { property: 'education', en: 'education', zh: '学历', type: { enum: 'Education' } },
    { property: 'degree', en: 'degree', zh: '学位', type: 'text' },
    { property: 'workStartedOn', en: 'work started on', zh: '参加工作时间', type: 'date' },
    { property: 'post', en: 'post', zh: '职务', type: 'text' },
    {
      property: 'level',
      en: 'level',
      zh: '领导职务层次',
      headers: ['职务层次'],
      type: { enum: 'LeaderLevel' },
    },
    { property: 'postSince', en: 'post since', zh: '任现职时间', type: 'date' },
    { property: 'rank', en: 'rank', zh: '职级', type: { enum: 'Rank' } },
    { property: 'entryWay', en: 'entry way', zh: '进入方式', type: { enum: 'EntryWay' } },
    { property: 'enteredOn', en: 'entered on', zh: '进入时间', type: 'date' },
    { property: 'entryDocument', en: 'entry document', zh: '进入文件', type: 'text' },
    { property: 'overRank', en: 'over rank', zh: '高配标记', type: 'boolean', default: 'false' },
    { property: 'civilServantSince', en: 'civil servant since', zh: '公务员登记时间', type: 'date' },
    { property: 'exempt', en: 'exempt', zh: '不占编', type: 'boolean', default: 'false' },
    ...periodColumns,
  ],
});

const movements = importTable<Movement>({
  name: 'movements',
  en: 'Entries and exits',
  zh: '出入编事项',
  entity: Movement,
  key: ['pid', 'institutionCode', 'direction', 'effectiveOn'],
  columns: [
    personColumn,
    institutionColumn,
    {
      property: 'direction',
      en: 'direction',
      zh: '方向',
      headers: ['出入编方向'],
      type: { enum: 'MovementDirection' },
      required: true,
    },
    { property: 'reason', en: 'reason', zh: '事由', type: { enum: 'MovementReason' }, required: true },
    { property: 'category', en: 'category', zh: '编制类别', type: { enum: 'QuotaCategory' } },
    { property: 'approvalNumber', en: 'approval number', zh: '核准文号', type: 'text' },
    { property: 'planNumber', en: 'plan number', zh: '用编计划编号', type: 'text' },
    { property: 'approvedOn', en: 'approved on', zh: '核准日期', type: 'date' },
    { property: 'approvalExpiresOn', en: 'approval expires on', zh: '核准有效期至', type: 'date' },
    { property: 'effectiveOn', en: 'effective on', zh: '生效日期', type: 'date', required: true },
    { property: 'noticeNumber', en: 'notice number', zh: '通知单号', type: 'text' },
    { property: 'registeredOn', en: 'registered on', zh: '实名制登记日期', type: 'date' },
    sourceColumn,
  ],
});

/** What files can be imported into the roster. */
export const rosterTables: readonly ImportTable[] = [seats, movements];

/** Gives a person a seat. */
export const assignSeat = commands.record<Seat>('assignSeat', seats);

/** Ends a seat. */
export const releaseSeat = commands.amend<Seat>('releaseSeat', seats);

/** Registers an entry or exit. */
export const recordMovement = commands.record<Movement>('recordMovement', movements);
