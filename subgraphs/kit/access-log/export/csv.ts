// Records as CSV for spreadsheets.
import type { AccessRow } from '../rows.ts';

type Cell = (row: AccessRow) => string | number | null;

/** Between the items of a list: none of them has one. */
const BETWEEN = ' ';

/** The columns under their headings. */
const COLUMNS: Readonly<Record<string, Cell>> = {
  'number 序号': ({ seq }) => seq,
  'time 时间': ({ time }) => time.toISOString(),
  'viewer 访问者': ({ viewer }) => viewer,
  'viewer kind 访问者类型': ({ viewer_kind }) => viewer_kind,
  'client 客户端': ({ client }) => client,
  'department 部门': ({ department }) => department,
  'purpose 事由': ({ purpose }) => purpose,
  'purpose kind 事由类型': ({ purpose_kind }) => purpose_kind,
  'operation 操作摘要': ({ operation }) => operation,
  'owner 数据所有部门': ({ owner }) => owner,
  'coordinates 字段': ({ coordinates }) => coordinates.join(BETWEEN),
  'persons 人员标识': ({ pids }) => pids.join(BETWEEN),
  'institutions 机构代码': ({ institution_codes }) => institution_codes.join(BETWEEN),
  'unlisted 未列出数': ({ unlisted }) => unlisted,
  'result 结果': ({ result }) => result,
  'reason 拒绝原因': ({ reason }) => reason,
  'trace 追踪编号': ({ trace }) => trace,
};

/** How a spreadsheet knows that the text is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * What a spreadsheet would take for a formula; also in full width, as some do. Source: OWASP, CSV injection. Clients
 * choose some of the texts.
 */
const FORMULA = /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n]/;

const guarded = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

const quoted = (cell: string | number | null): string =>
  `"${guarded(String(cell ?? '')).replaceAll('"', '""')}"`;

const line = (cells: readonly (string | number | null)[]): string => `${cells.map(quoted).join(',')}\r\n`;

export const csvHead = (): string => BYTE_ORDER_MARK + line(Object.keys(COLUMNS));

/** A record as a line of CSV: every cell quoted, none of them a formula. */
export const csvLine = (row: AccessRow): string => line(Object.values(COLUMNS).map((cell) => cell(row)));
