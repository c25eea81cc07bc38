import type { ImportReport, PreviewRow, Tally } from '../../../subgraphs/kit/import/report.ts';

const PID_SHOWN = 8;

const OUTCOMES: Readonly<Record<PreviewRow['outcome'], string>> = {
  insert: 'insert · 新增',
  update: 'update · 更新',
  unchanged: 'unchanged · 未变',
  combined: 'combined · 合并',
  rejected: 'rejected · 拒绝',
};

const formatText = ({ format }: ImportReport): string =>
  format.kind === 'xlsx'
    ? `xlsx, sheet · 工作表 ${format.sheet}`
    : `csv, ${format.encoding}, ${format.lineEnd}, ${JSON.stringify(format.delimiter)}`;

type Names = ImportReport['columns']['names'];

const previewLine = ({ row, outcome, codes, values }: PreviewRow, names: Names): string => {
  const cells = Object.entries(values).map(([property, value]) => {
    const shown = property === 'pid' && value !== null ? `${value.slice(0, PID_SHOWN)}…` : value;
    return `${names[property] ?? property}=${shown ?? ''}`;
  });
  return `  ${row} ${OUTCOMES[outcome]}${codes.length === 0 ? '' : ` ${codes.join(', ')}`}: ${cells.join(', ')}`;
};

const matchedLine = (
  { property, headers }: ImportReport['columns']['matched'][number],
  names: Names,
): string => `  ${names[property] ?? property} ← ${headers.join(' + ') || '(constant · 常量)'}`;

const tallyLines = ({ code, property, count, rows, en, zh }: Tally, names: Names): string[] => [
  `  ${count} × ${code}${property === '' ? '' : ` (${names[property] ?? property})`}, ` +
    `rows · 行 ${rows.join(', ')}${count > rows.length ? ', …' : ''}`,
  `    first: row ${rows[0]}: ${en}`,
  `    首例：第 ${rows[0]} 行：${zh}`,
];

const emptyOutcome = ({ read, filtered, rejected }: ImportReport['rows']): string => {
  if (read === 0) return 'Nothing imported: the file has no rows. · 未导入：文件没有数据行。';
  return rejected > 0
    ? 'Nothing imported: all rows were refused. · 未导入：所有行均被拒绝。'
    : `Nothing imported: the mapping filters out all ${filtered} rows. · 未导入：映射文件过滤了全部 ${filtered} 行。`;
};

const outcome = ({ applied, dryRun, rows }: ImportReport): string => {
  if (dryRun) return 'Dry run: nothing was changed. · 试运行，未作任何改动。';
  if (!applied) return 'Rows were rejected: nothing was changed. · 存在被拒绝的行，未作任何改动。';
  if (rows.inserted + rows.updated + rows.unchanged === 0) return emptyOutcome(rows);
  const { inserted, updated, ended, rejected } = rows;
  if (inserted + updated + ended > 0)
    return rejected > 0
      ? `Imported; rows refused: ${rejected}. · 已导入，被拒绝 ${rejected} 行。`
      : 'Imported. · 已导入。';
  return rejected > 0
    ? `Nothing changed; rows refused: ${rejected}, the others are registered already. · 未作改动：${rejected} 行被拒绝，其余均已登记。`
    : 'Nothing to change: all rows are registered already. · 无需改动：所有行均已登记。';
};

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [title, ...lines];

/** The report as a person reads it. */
export const reportText = (report: ImportReport, rejectedFile: string): string => {
  const { rows, columns } = report;
  const { names } = columns;
  const tallies = (all: readonly Tally[]): string[] => all.flatMap((tally) => tallyLines(tally, names));
  /** Two columns of one name may be made of the same cells. */
  const matched = new Set(columns.matched.map((column) => matchedLine(column, names)));
  return [
    `${report.file}: ${formatText(report)}, sha256 ${report.sha256}`,
    ...section('Columns · 列', [...matched]),
    ...section('Ignored · 忽略的列', columns.ignored.length === 0 ? [] : [`  ${columns.ignored.join(', ')}`]),
    ...section(
      'First rows · 前几行',
      report.preview.map((row) => previewLine(row, names)),
    ),
    `Rows · 行: read · 读取 ${rows.read}, filtered · 过滤 ${rows.filtered}, combined · 合并 ${rows.combined}, inserted · 新增 ${rows.inserted}, ` +
      `updated · 更新 ${rows.updated}, unchanged · 未变 ${rows.unchanged}, ended · 终止旧期 ${rows.ended}, rejected · 拒绝 ${rows.rejected}`,
    ...section('Warnings · 提醒', tallies(report.warnings)),
    ...section(`Rejected, written to ${rejectedFile} · 拒绝的行及原因，已写入该文件`, tallies(report.faults)),
    outcome(report),
  ].join('\n');
};
