import { commandsOf } from '../../kit/commands/commands.ts';
import { institutionColumn, periodColumns, personColumn, sourceColumn } from '../../kit/import/columns.ts';
import { importTable, type ImportTable } from '../../kit/import/table.ts';
import { Death, Employment, OffQuotaEmployment, Person, Retirement } from './entities.ts';

const commands = commandsOf('hr');

/** The file's names of people whom the register knows by another one; blanks inside a name do not count. */
const otherName = (staging: string): string => `
  select staged.row_number, staged.name as value from ${staging} staged join person known on known.pid = staged.pid
  where replace(known.name, ' ', '') <> replace(staged.name, ' ', '')`;

const people = importTable<Person>({
  name: 'people',
  en: 'People',
  zh: '人员',
  entity: Person,
  key: ['pid'],
  columns: [
    personColumn,
    {
      property: 'identityNumberEncrypted',
      en: 'identity number',
      zh: '公民身份号码',
      headers: ['身份证号', '身份证号码', '身份证件号码', 'id number'],
      type: 'identityNumber',
    },
    { property: 'name', en: 'name', zh: '姓名', type: 'text', required: true },
    { property: 'sex', en: 'sex', zh: '性别', type: { enum: 'Sex' }, fromIdentityNumber: 'sex' },
    {
      property: 'bornOn',
      en: 'born on',
      zh: '出生日期',
      headers: ['出生年月日', 'birth date'],
      type: 'date',
      fromIdentityNumber: 'bornOn',
    },
    { property: 'ethnicity', en: 'ethnicity', zh: '民族', type: 'text' },
    { property: 'education', en: 'education', zh: '学历', type: { enum: 'Education' } },
    { property: 'degree', en: 'degree', zh: '学位', type: 'text' },
    {
      property: 'politicalStatus',
      en: 'political status',
      zh: '政治面貌',
      type: { enum: 'PoliticalStatus' },
    },
    { property: 'workStartedOn', en: 'work started on', zh: '参加工作时间', type: 'date' },
    {
      property: 'status',
      en: 'status',
      zh: '人员状态',
      headers: ['在职状态'],
      type: { enum: 'PersonStatus' },
      required: true,
      default: 'ACTIVE',
    },
    sourceColumn,
  ],
  verifications: [{ code: 'PERSON_NAME_DIFFERS', property: 'name', sql: otherName }],
});

const employments = importTable<Employment>({
  name: 'employments',
  en: 'Employments',
  zh: '任用聘用',
  entity: Employment,
  key: ['pid', 'institutionCode', 'validFrom'],
  succession: ['pid', 'institutionCode'],
  columns: [
    personColumn,
    institutionColumn,
    {
      property: 'kind',
      en: 'kind',
      zh: '人员类别',
      headers: ['人员身份', '身份'],
      type: { enum: 'EmploymentKind' },
      required: true,
    },
    { property: 'post', en: 'post', zh: '岗位', headers: ['职务', '岗位名称'], type: 'text' },
    {
      property: 'contractEndsOn',
      en: 'contract ends on',
      zh: '聘用合同期满日期',
      headers: ['合同到期日期'],
      type: 'date',
    },
    {
      property: 'registrationNumber',
      en: 'registration number',
      zh: '公务员登记编号',
      headers: ['登记编号'],
      type: 'text',
    },
    { property: 'civilServantSince', en: 'civil servant since', zh: '公务员登记时间', type: 'date' },
    ...periodColumns,
  ],
});

const offQuotaStaff = importTable<OffQuotaEmployment>({
  name: 'off-quota-staff',
  en: 'Off-quota staff',
  zh: '编外人员',
  entity: OffQuotaEmployment,
  key: ['pid', 'institutionCode', 'validFrom'],
  succession: ['pid', 'institutionCode'],
  columns: [
    personColumn,
    institutionColumn,
    {
      property: 'jobClass',
      en: 'job class',
      zh: '编外岗位类别',
      headers: ['岗位类别'],
      type: { enum: 'OffQuotaJobClass' },
      required: true,
    },
    { property: 'workArea', en: 'work area', zh: '工作领域', type: { enum: 'WorkArea' } },
    {
      property: 'contractKind',
      en: 'contract kind',
      zh: '用工形式',
      headers: ['用工方式'],
      type: { enum: 'ContractKind' },
      required: true,
    },
    { property: 'agency', en: 'agency', zh: '派遣单位', headers: ['劳务派遣公司', '派遣公司'], type: 'text' },
    ...periodColumns,
  ],
});

const retirements = importTable<Retirement>({
  name: 'retirements',
  en: 'Retirements',
  zh: '退休',
  entity: Retirement,
  key: ['pid'],
  columns: [
    personColumn,
    {
      property: 'institutionCode',
      en: 'institution code',
      zh: '机构代码',
      headers: institutionColumn.headers,
      type: 'institutionCode',
    },
    {
      property: 'kind',
      en: 'kind',
      zh: '退休类别',
      headers: ['退休类型'],
      type: { enum: 'RetirementKind' },
      required: true,
      default: 'STATUTORY',
    },
    {
      property: 'effectiveOn',
      en: 'effective on',
      zh: '退休日期',
      headers: ['退休时间', '生效日期'],
      type: 'date',
      required: true,
    },
    sourceColumn,
  ],
});

const deaths = importTable<Death>({
  name: 'deaths',
  en: 'Deaths',
  zh: '死亡',
  entity: Death,
  key: ['pid'],
  columns: [
    personColumn,
    {
      property: 'diedOn',
      en: 'died on',
      zh: '死亡日期',
      headers: ['死亡时间'],
      type: 'date',
      required: true,
    },
    { property: 'reportedOn', en: 'reported on', zh: '报告日期', headers: ['上报日期'], type: 'date' },
    sourceColumn,
  ],
});

/** What files can be imported about people. */
export const peopleTables: readonly ImportTable[] = [people, employments, offQuotaStaff, retirements, deaths];

/** Registers a person by the identity number, which makes the key and is kept encrypted. */
export const registerPerson = commands.record<Person>('registerPerson', people, {
  pid: 'identityNumber',
  identityNumberEncrypted: 'identityNumber',
});

/** Registers an employment. */
export const recordEmployment = commands.record<Employment>('recordEmployment', employments);

/** Ends an employment. */
export const endEmployment = commands.amend<Employment>('endEmployment', employments);

/** Registers a retirement. */
export const recordRetirement = commands.record<Retirement>('recordRetirement', retirements);

/** Registers a death. */
export const recordDeath = commands.record<Death>('recordDeath', deaths);

/** Registers work outside the quota. */
export const recordOffQuotaStaff = commands.record<OffQuotaEmployment>('recordOffQuotaStaff', offQuotaStaff);
