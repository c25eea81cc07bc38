import { ERRORS } from '../../../schema/errors.ts';
import type { ImportReport, PreviewRow, Tally } from '../../../subgraphs/kit/import/report.ts';

const PID_SHOWN = 8;

const formatText = ({ format }: ImportReport): string =>
  format.kind === 'xlsx'
    ? `xlsx, sheet · 工作表 ${format.sheet}`
    : `csv, ${format.encoding}, ${format.lineEnd}, ${JSON.stringify(format.delimiter)}`;

const previewLine = ({ row, outcome, values }: PreviewRow): string => {
  const cells = Object.entries(values).map(([property, value]) => {
    const shown = property === 'pid' && value !== null ? `${value.slice(0, PID_SHOWN)}…` : value;
    return `${property}=${shown ?? ''}`;
  });
  return `  ${row} ${outcome}: ${cells.join(', ')}`;
};

const tallyLine = ({ code, property, count }: Tally): string =>
  `  ${count} × ${code}${property === '' ? '' : ` (${property})`}: ${ERRORS[code].zh}`;

const outcome = ({ applied, dryRun }: ImportReport): string => {
  if (dryRun) return 'Dry run: nothing was changed. · 试运行，未作任何改动。';
  return applied
    ? 'Imported. · 已导入。'
    : 'Rows were rejected: nothing was changed. · 存在被拒绝的行，未作任何改动。';
};

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [title, ...lines];

/** The report as a person reads it. */
export const reportText = (report: ImportReport, rejectedFile: string): string => {
  const { rows, columns } = report;
  const matched = columns.matched.map(
    ({ property, headers }) => `  ${property} ← ${headers.join(' + ') || '(constant · 常量)'}`,
  );
  return [
    `${report.file}: ${formatText(report)}, sha256 ${report.sha256}`,
    ...section('Columns · 列', matched),
    ...section('Ignored · 忽略的列', columns.ignored.length === 0 ? [] : [`  ${columns.ignored.join(', ')}`]),
    ...section('First rows · 前几行', report.preview.map(previewLine)),
    `Rows · 行: read · 读取 ${rows.read}, filtered · 过滤 ${rows.filtered}, combined · 合并 ${rows.combined}, inserted · 新增 ${rows.inserted}, ` +
      `updated · 更新 ${rows.updated}, unchanged · 未变 ${rows.unchanged}, ended · 终止旧期 ${rows.ended}, rejected · 拒绝 ${rows.rejected}`,
    ...section('Warnings · 提醒', report.warnings.map(tallyLine)),
    ...section(`Rejected, written to ${rejectedFile} · 拒绝原因`, report.faults.map(tallyLine)),
    outcome(report),
  ].join('\n');
};
