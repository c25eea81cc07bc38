// Records as CSV for spreadsheets.
import { BYTE_ORDER_MARK, csvLine as line } from '../../../../schema/csv.ts';
import type { Cell } from '../../../../schema/csv.ts';
import type { AccessRow } from '../rows.ts';

type CellOf = (row: AccessRow) => Cell;

/** Between the items of a list: none of them has one. */
const BETWEEN = ' ';

/** The columns under their headings. */
const COLUMNS: Readonly<Record<string, CellOf>> = {
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
  'persons 人员标识': ({ pids }) => (pids ?? []).join(BETWEEN),
  'institutions 机构代码': ({ institution_codes }) => (institution_codes ?? []).join(BETWEEN),
  'unlisted 未列出数': ({ unlisted }) => unlisted,
  'result 结果': ({ result }) => result,
  'reason 拒绝原因': ({ reason }) => reason,
  'trace 追踪编号': ({ trace }) => trace,
};

export const csvHead = (): string => BYTE_ORDER_MARK + line(Object.keys(COLUMNS));

/** A record as a line of CSV: every cell quoted, none of them a formula. */
export const csvLine = (row: AccessRow): string => line(Object.values(COLUMNS).map((cell) => cell(row)));
