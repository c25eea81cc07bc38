import { commandsOf } from '../../kit/commands/commands.ts';
import { institutionColumn, periodColumns, sourceColumn } from '../../kit/import/columns.ts';
import { importTable, type ImportTable } from '../../kit/import/table.ts';
import {
  Division,
  Duty,
  Institution,
  InternalBody,
  LeaderLimit,
  OffQuotaControl,
  Quota,
} from './entities.ts';

const commands = commandsOf('establishment');

/** Institutions of the file and the register that are their own ancestors once the file is in. */
const parentCircle = (staging: string): string => `
  with recursive parent as (
    select code, parent_code from ${staging} where valid_to is null
    union
    select code, parent_code from institution
    where valid_to is null and code not in (select code from ${staging})
  ), line as (
    select code as start, parent_code as ancestor, 1 as depth from parent where parent_code is not null
    union all
    select line.start, parent.parent_code, line.depth + 1
    from line join parent on parent.code = line.ancestor
    where parent.parent_code is not null and line.start <> line.ancestor and line.depth < 64
  )
  select distinct staged.row_number, staged.parent_code as value
  from ${staging} staged join line on line.start = staged.code and line.ancestor = staged.code`;

/** Institutions below one that neither the file nor the register has. */
const unknownParent = (staging: string): string => `
  select row_number, parent_code as value from ${staging} staged
  where parent_code is not null and parent_code not in (select code from ${staging})
    and not exists (select from institution where institution.code = staged.parent_code)`;

const institutions = importTable<Institution>({
  name: 'institutions',
  en: 'Institutions',
  zh: '机构',
  entity: Institution,
  key: ['code', 'validFrom'],
  succession: ['code'],
  columns: [
    {
      ...institutionColumn,
      property: 'code',
      en: 'code',
      headers: ['institution code', '单位代码', '机构编码'],
    },
    {
      property: 'name',
      en: 'name',
      zh: '机构名称',
      headers: ['单位名称', '名称', 'institution name'],
      type: 'text',
      required: true,
    },
    {
      property: 'kind',
      en: 'kind',
      zh: '机构类型',
      headers: ['单位性质'],
      type: { enum: 'InstitutionKind' },
      required: true,
      default: 'OTHER',
    },
    {
      property: 'grade',
      en: 'grade',
      zh: '机构规格',
      headers: ['机构级别', '规格'],
      type: { enum: 'InstitutionGrade' },
      required: true,
      default: 'UNGRADED',
    },
    {
      property: 'parentCode',
      en: 'parent code',
      zh: '上级机构代码',
      headers: ['上级代码', 'parent'],
      type: 'institutionCode',
    },
    {
      property: 'divisionCode',
      en: 'division code',
      zh: '行政区划代码',
      headers: ['行政区划'],
      type: 'divisionCode',
    },
    { property: 'creditCode', en: 'credit code', zh: '统一社会信用代码', type: 'creditCode' },
    { property: 'funding', en: 'funding', zh: '经费形式', type: { enum: 'Funding' } },
    ...periodColumns,
  ],
  verifications: [
    { code: 'PARENT_CIRCLE', property: 'parentCode', sql: parentCircle },
    { code: 'PARENT_UNKNOWN', property: 'parentCode', warning: true, sql: unknownParent },
  ],
});

const divisions = importTable<Division>({
  name: 'divisions',
  en: 'Administrative divisions',
  zh: '行政区划',
  entity: Division,
  key: ['code'],
  columns: [
    {
      property: 'code',
      en: 'code',
      zh: '行政区划代码',
      headers: ['代码'],
      type: 'divisionCode',
      required: true,
    },
    { property: 'name', en: 'name', zh: '名称', type: 'text', required: true },
    { property: 'parentCode', en: 'parent code', zh: '上级代码', type: 'divisionCode' },
    { property: 'level', en: 'level', zh: '层级', type: { enum: 'DivisionLevel' }, required: true },
    sourceColumn,
  ],
});

const internalBodies = importTable<InternalBody>({
  name: 'internal-bodies',
  en: 'Internal bodies',
  zh: '内设机构',
  entity: InternalBody,
  key: ['institutionCode', 'name', 'validFrom'],
  succession: ['institutionCode', 'name'],
  columns: [
    institutionColumn,
    { property: 'name', en: 'name', zh: '内设机构名称', headers: ['名称'], type: 'text', required: true },
    { property: 'headPosts', en: 'head posts', zh: '正职职数', type: 'integer', default: '1' },
    { property: 'deputyPosts', en: 'deputy posts', zh: '副职职数', type: 'integer', default: '0' },
    ...periodColumns,
  ],
});

const duties = importTable<Duty>({
  name: 'duties',
  en: 'Duties',
  zh: '主要职责',
  entity: Duty,
  key: ['institutionCode', 'ordinal', 'validFrom'],
  succession: ['institutionCode', 'ordinal'],
  columns: [
    institutionColumn,
    { property: 'ordinal', en: 'ordinal', zh: '序号', type: 'integer', required: true },
    { property: 'text', en: 'text', zh: '职责内容', headers: ['职责'], type: 'text', required: true },
    ...periodColumns,
  ],
});

const quotas = importTable<Quota>({
  name: 'quotas',
  en: 'Authorised posts',
  zh: '编制数',
  entity: Quota,
  key: ['institutionCode', 'category', 'title', 'measure', 'validFrom'],
  succession: ['institutionCode', 'category', 'title', 'measure'],
  columns: [
    institutionColumn,
    {
      property: 'category',
      en: 'category',
      zh: '编制类别',
      type: { enum: 'QuotaCategory' },
      required: true,
      default: 'UNCLASSIFIED',
    },
    { property: 'title', en: 'title', zh: '岗位名称', type: 'text', default: '' },
    { property: 'measure', en: 'measure', zh: '计量单位', type: { enum: 'PostMeasure' }, default: 'POST' },
    {
      property: 'number',
      en: 'number',
      zh: '核定数',
      headers: ['编制数', '核定编制数'],
      type: 'decimal',
      required: true,
    },
    ...periodColumns,
  ],
});

const leaderLimits = importTable<LeaderLimit>({
  name: 'leader-limits',
  en: 'Limits on leaders',
  zh: '领导职数',
  entity: LeaderLimit,
  key: ['institutionCode', 'level', 'role', 'validFrom'],
  succession: ['institutionCode', 'level', 'role'],
  columns: [
    institutionColumn,
    {
      property: 'level',
      en: 'level',
      zh: '领导职务层次',
      headers: ['职务层次'],
      type: { enum: 'LeaderLevel' },
      required: true,
    },
    { property: 'role', en: 'role', zh: '正副职', type: { enum: 'LeaderRole' }, required: true },
    {
      property: 'number',
      en: 'number',
      zh: '核定职数',
      headers: ['领导职数'],
      type: 'integer',
      required: true,
    },
    ...periodColumns,
  ],
});

const offQuotaControls = importTable<OffQuotaControl>({
  name: 'off-quota-controls',
  en: 'Control numbers of off-quota staff',
  zh: '编外用工控制数',
  entity: OffQuotaControl,
  key: ['institutionCode', 'validFrom'],
  succession: ['institutionCode'],
  columns: [
    institutionColumn,
    {
      property: 'number',
      en: 'number',
      zh: '控制数',
      headers: ['编外用工控制数'],
      type: 'integer',
      required: true,
    },
    ...periodColumns,
  ],
});

/** What files can be imported into the register. */
export const registerTables: readonly ImportTable[] = [
  institutions,
  divisions,
  internalBodies,
  duties,
  quotas,
  leaderLimits,
  offQuotaControls,
];

/** Registers how an institution stands from a day on. */
export const registerInstitution = commands.record<Institution>('registerInstitution', institutions);

/** Changes an authorised number of posts from a day on. */
export const changeQuota = commands.record<Quota>('changeQuota', quotas);

/** Sets a limit on leaders from a day on. */
export const setLeaderLimit = commands.record<LeaderLimit>('setLeaderLimit', leaderLimits);
