import { commandsOf } from '../../kit/commands/commands.ts';
import { institutionColumn, periodColumns, sourceColumn } from '../../kit/import/columns.ts';
import { importTable, type ImportTable } from '../../kit/import/table.ts';
import { Matter, MatterAuthority, MatterStep } from './entities.ts';

const commands = commandsOf('establishment');

const kindColumn = {
  property: 'kind',
  en: 'kind',
  zh: '事项类别',
  type: { enum: 'MatterKind' },
  required: true,
} as const;

const matters = importTable<Matter>({
  name: 'matters',
  en: 'Matters',
  zh: '机构编制事项',
  entity: Matter,
  key: ['reference'],
  columns: [
    { property: 'reference', en: 'reference', zh: '事项编号', type: 'text', required: true },
    kindColumn,
    institutionColumn,
    { property: 'title', en: 'title', zh: '事项名称', headers: ['事项'], type: 'text', required: true },
    { property: 'proposedBy', en: 'proposed by', zh: '提出单位', type: 'text', required: true },
    { property: 'proposedOn', en: 'proposed on', zh: '提出日期', type: 'date', required: true },
    { property: 'decidingLevel', en: 'deciding level', zh: '决定层级', type: { enum: 'DecidingLevel' } },
    { property: 'decidedOn', en: 'decided on', zh: '决定日期', type: 'date' },
    sourceColumn,
  ],
});

const matterSteps = importTable<MatterStep>({
  name: 'matter-steps',
  en: 'Steps of matters',
  zh: '机构编制事项程序',
  entity: MatterStep,
  key: ['matterReference', 'step'],
  columns: [
    {
      property: 'matterReference',
      en: 'matter reference',
      zh: '事项编号',
      headers: ['reference'],
      type: 'text',
      required: true,
    },
    institutionColumn,
    { property: 'step', en: 'step', zh: '程序', type: { enum: 'MatterStepKind' }, required: true },
    { property: 'takenOn', en: 'taken on', zh: '办理日期', type: 'date', required: true },
    { property: 'body', en: 'body', zh: '办理机构', type: 'text', required: true },
    sourceColumn,
  ],
});

const matterAuthorities = importTable<MatterAuthority>({
  name: 'matter-authorities',
  en: 'Levels that matters need',
  zh: '机构编制事项审批权限',
  entity: MatterAuthority,
  key: ['kind', 'validFrom'],
  succession: ['kind'],
  columns: [
    kindColumn,
    { property: 'level', en: 'level', zh: '审批层级', type: { enum: 'DecidingLevel' }, required: true },
    ...periodColumns,
  ],
});

/** What files can be imported about matters. */
export const matterTables: readonly ImportTable[] = [matters, matterSteps, matterAuthorities];

/** Registers a matter. */
export const recordMatter = commands.record<Matter>('recordMatter', matters);

/** Registers the decision about a matter. */
export const decideMatter = commands.amend<Matter>('decideMatter', matters, 'proposedOn');

/** Registers a step that a matter has taken. */
export const recordMatterStep = commands.record<MatterStep>('recordMatterStep', matterSteps);

/** Sets the level that a kind of matter needs from a day on. */
export const setMatterAuthority = commands.record<MatterAuthority>('setMatterAuthority', matterAuthorities);
