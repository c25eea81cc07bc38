import { commandsOf } from '../../kit/commands/commands.ts';
import { institutionColumn, periodColumns, personColumn } from '../../kit/import/columns.ts';
import { importTable, type ImportTable } from '../../kit/import/table.ts';
import { Appointment, OutsidePostApproval, RankHolding } from './entities.ts';

const commands = commandsOf('organization');

const appointments = importTable<Appointment>({
  name: 'appointments',
  en: 'Appointments',
  zh: '任职',
  entity: Appointment,
  key: ['pid', 'institutionCode', 'title', 'validFrom'],
  succession: ['pid', 'institutionCode', 'title'],
  columns: [
    personColumn,
    institutionColumn,
    {
      property: 'internalBody',
      en: 'internal body',
      zh: '内设机构',
      headers: ['部门', '科室'],
      type: 'text',
    },
    {
      property: 'title',
      en: 'title',
      zh: '职务名称',
      headers: ['职务', '岗位名称'],
      type: 'text',
      required: true,
    },
    {
      property: 'level',
      en: 'level',
      zh: '领导职务层次',
      headers: ['职务层次'],
      type: { enum: 'LeaderLevel' },
    },
    {
      property: 'role',
      en: 'role',
      zh: '职务类型',
      headers: ['正副职'],
      type: { enum: 'PostRole' },
      default: 'MEMBER',
    },
    { property: 'measure', en: 'measure', zh: '计量单位', type: { enum: 'PostMeasure' }, default: 'POST' },
    {
      property: 'concurrent',
      en: 'concurrent',
      zh: '兼任',
      headers: ['是否兼任'],
      type: 'boolean',
      default: 'false',
    },
    {
      property: 'overRankDocument',
      en: 'over rank document',
      zh: '高配文件',
      headers: ['高配文号'],
      type: 'text',
    },
    ...periodColumns,
  ],
});

const ranks = importTable<RankHolding>({
  name: 'ranks',
  en: 'Ranks',
  zh: '职级',
  entity: RankHolding,
  key: ['pid', 'rank', 'validFrom'],
  succession: ['pid'],
  columns: [
    personColumn,
    {
      property: 'institutionCode',
      en: 'institution code',
      zh: '机构代码',
      headers: institutionColumn.headers,
      type: 'institutionCode',
    },
    { property: 'rank', en: 'rank', zh: '职级', type: { enum: 'Rank' }, required: true },
    ...periodColumns,
  ],
});

const outsidePosts = importTable<OutsidePostApproval>({
  name: 'outside-posts',
  en: 'Approvals of posts outside',
  zh: '兼职审批',
  entity: OutsidePostApproval,
  key: ['pid', 'organizationName', 'validFrom'],
  succession: ['pid', 'organizationName'],
  columns: [
    personColumn,
    {
      property: 'organizationName',
      en: 'organization name',
      zh: '兼职单位',
      headers: ['兼职单位名称'],
      type: 'text',
      required: true,
    },
    { property: 'paid', en: 'paid', zh: '是否取酬', headers: ['取酬'], type: 'boolean', default: 'false' },
    ...periodColumns,
  ],
});

/** What files can be imported into the appointments. */
export const appointmentTables: readonly ImportTable[] = [appointments, ranks, outsidePosts];

/** Registers an appointment. */
export const recordAppointment = commands.record<Appointment>('recordAppointment', appointments);

/** Ends an appointment. */
export const endAppointment = commands.amend<Appointment>('endAppointment', appointments);
