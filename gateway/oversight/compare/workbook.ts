import exceljs from 'exceljs';
import type { Comparison, NamedTally } from './compare.ts';
import type { Compared } from './explain.ts';
import type { Mark } from './standing.ts';
import type { Tally } from './tally.ts';

/** Rows of a sheet, its header included. Source: the limits of Excel. */
const ROWS_MAX = 1_048_576;

const PERSON_COLUMNS = [
  'Institution code · 机构代码',
  'Name · 机构名称',
  'Person · 人员标识',
  'Seated · 在编',
  'Employed · 在册',
  'Paid · 发薪',
  'Result · 比对结果',
  'Rule · 适用规则',
  'Rules not decided · 未能判定的规则',
  'What the rule says · 说明（英文）',
  'What the rule says · 说明（中文）',
] as const;

const UNIT_COLUMNS = [
  'Institution code · 机构代码',
  'Name · 机构名称',
  'Seated · 在编人数',
  'Employed · 在册人数',
  'Paid · 发薪人数',
  'In all three · 三数一致',
  'Differing · 三数不符',
  'Unknown · 无法比对',
  'Differences by rule · 按规则',
] as const;

const UNKNOWN = 'unknown · 未知';

const markText = (mark: Mark): string => (mark === null ? UNKNOWN : mark ? 'yes · 是' : 'no · 否');

const resultText = ({ verdict }: Compared): string => (verdict === 'DIFFERS' ? 'differs · 不符' : UNKNOWN);

const ruleText = ({ verdict, rule }: Compared): string =>
  verdict === 'DIFFERS' ? (rule ?? 'unexplained · 无法解释') : '';

const personRow = (person: Compared): string[] => [
  person.unit ?? UNKNOWN,
  person.name ?? '',
  person.pid,
  markText(person.seated),
  markText(person.employed),
  markText(person.paid),
  resultText(person),
  ruleText(person),
  person.undecided.join(', '),
  person.says?.en ?? '',
  person.says?.zh ?? '',
];

const countsOf = ({ seated, employed, paid, agreeing, differing, unknown, byRule }: Tally) => [
  ...[seated, employed, paid].map((count) => count ?? UNKNOWN),
  agreeing,
  differing,
  unknown,
  Object.entries(byRule)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([rule, count]) => `${rule}: ${count}`)
    .join(', '),
];

const unitRow = (tally: NamedTally) => [tally.unit ?? UNKNOWN, tally.name ?? '', ...countsOf(tally)];

/** A workbook that is written while people are compared: a sheet of persons, and behind it one of institutions. */
export interface CompareWorkbook {
  readonly person: (person: Compared) => void;
  readonly finish: (comparison: Comparison) => Promise<void>;
}

/** Opens a workbook at a path. Rows go to the file as they come. */
export const openCompareWorkbook = (filename: string): CompareWorkbook => {
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ filename });
  const sheet = (name: string, columns: readonly string[]): exceljs.Worksheet => {
    const made = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    made.columns = columns.map((header) => ({ header, width: header.length + 6 }));
    made.getRow(1).commit();
    return made;
  };
  const persons = (number: number): exceljs.Worksheet =>
    sheet(`Persons · 人员${number === 1 ? '' : ` ${number}`}`, PERSON_COLUMNS);

  let sheets = 1;
  let current = persons(sheets);
  let rows = 1;
  return {
    person: (person) => {
      if (rows === ROWS_MAX) {
        current.commit();
        sheets += 1;
        current = persons(sheets);
        rows = 1;
      }
      current.addRow(personRow(person)).commit();
      rows += 1;
    },
    finish: async ({ asOf, month, total, units }) => {
      current.commit();
      const institutions = sheet('Institutions · 机构', UNIT_COLUMNS);
      for (const unit of units) institutions.addRow(unitRow(unit)).commit();
      institutions.addRow([`${asOf} / ${month}`, 'All · 合计', ...countsOf(total)]).commit();
      institutions.commit();
      await workbook.commit();
    },
  };
};
