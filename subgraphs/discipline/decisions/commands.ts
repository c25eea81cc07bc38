import { commandsOf } from '../../kit/commands/commands.ts';
import { institutionColumn, personColumn, sourceColumn } from '../../kit/import/columns.ts';
import { importTable, type ImportTable } from '../../kit/import/table.ts';
import { COMBINED_MONTHS_MAX, MEASURES } from './domain.ts';
import { Decision } from './entities.ts';

const commands = commandsOf('discipline');

const measuresBySystem = Object.entries(MEASURES)
  .map(([measure, { system }]) => `('${measure}', '${system}')`)
  .join(', ');

/** Decisions whose measure belongs to another system, e.g. a 警告 of the Party that was read as one of 政务. */
const otherSystem = (staging: string): string => `
  select staged.row_number, staged.measure as value from ${staging} staged
  join (values ${measuresBySystem}) as rule (measure, system) on rule.measure = staged.measure
  where rule.system <> staged.system`;

/** Decisions outside the Party that state a longer influence period than all sanctions together may have. */
const tooLong = (staging: string): string => `
  select row_number, influence_ends_on::text as value from ${staging}
  where system <> 'PARTY' and influence_ends_on > effective_on + make_interval(months => ${COMBINED_MONTHS_MAX})`;

const decisions = importTable<Decision>({
  name: 'decisions',
  en: 'Effective decisions',
  zh: '处分决定',
  entity: Decision,
  key: ['documentNumber', 'pid'],
  columns: [
    personColumn,
    institutionColumn,
    {
      property: 'system',
      en: 'system',
      zh: '处分体系',
      headers: ['处分类别'],
      type: { enum: 'DecisionSystem' },
      required: true,
    },
    {
      property: 'measure',
      en: 'measure',
      zh: '处分种类',
      headers: ['处分'],
      type: { enum: 'Measure' },
      required: true,
    },
    {
      property: 'documentNumber',
      en: 'document number',
      zh: '处分文号',
      headers: ['处分决定文号', '决定文号', '文号'],
      type: 'text',
      required: true,
    },
    {
      property: 'effectiveOn',
      en: 'effective on',
      zh: '生效日期',
      headers: ['处分日期', '处分决定日期'],
      type: 'date',
      required: true,
    },
    {
      property: 'influenceEndsOn',
      en: 'influence ends on',
      zh: '影响期截止日期',
      headers: ['影响期满日期', '处分期满日期'],
      type: 'date',
    },
    { property: 'liftedOn', en: 'lifted on', zh: '解除日期', headers: ['处分解除日期'], type: 'date' },
    { property: 'ground', en: 'ground', zh: '处分事由', headers: ['事由'], type: 'text' },
    { ...sourceColumn, headers: ['document'] },
  ],
  verifications: [
    { code: 'MEASURE_OF_OTHER_SYSTEM', property: 'measure', sql: otherSystem },
    { code: 'INFLUENCE_TOO_LONG', property: 'influenceEndsOn', sql: tooLong },
  ],
});

/** What files can be imported into the decisions. */
export const decisionTables: readonly ImportTable[] = [decisions];

/** Registers an effective decision. */
export const recordDecision = commands.record<Decision>('recordDecision', decisions);

/** Lifts a sanction. */
export const liftDecision = commands.amend<Decision>('liftDecision', decisions, 'effectiveOn');
