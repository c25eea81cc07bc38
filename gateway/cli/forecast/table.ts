// What lies ahead as a table: a row for each month of each category of each institution.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import exceljs from 'exceljs';
import { BYTE_ORDER_MARK, csvLine, type Cell } from '../../../schema/csv.ts';
import { CodedError } from '../../../schema/errors.ts';
import type { Forecast } from '../../oversight/forecast/answer.ts';

const COLUMNS = [
  'Institution code · 机构代码',
  'Name · 机构名称',
  'Category · 编制类别',
  'Month · 月份',
  'Authorised · 核定数',
  'Expected · 预计使用',
  'Entering · 进入',
  'Leaving · 离开',
  'Retiring · 退休',
  'Over from · 超编起始',
  'Vacant from · 空编起始',
] as const;

const UNKNOWN = 'unknown · 未知';

/** The rows of a forecast; what an owner does not tell is called unknown, never left out. */
const forecastRows = ({ units }: Forecast): Cell[][] =>
  units.flatMap(({ unit, name, categories }) =>
    categories === null
      ? [[unit, name, UNKNOWN, ...COLUMNS.slice(3).map(() => null)]]
      : categories.flatMap(({ category, overFrom, vacantFrom, months }) =>
          months.map(({ month, authorised, expected, entering, leaving, retiring }) => [
            unit,
            name,
            category,
            month,
            Number(authorised),
            expected ?? UNKNOWN,
            entering,
            leaving,
            retiring ?? UNKNOWN,
            overFrom,
            vacantFrom,
          ]),
        ),
  );

const isCsv = (file: string): boolean => path.extname(file).toLowerCase() === '.csv';

/** Refuses a name that is of neither kind of table: TABLE_KIND_UNKNOWN. */
export const assertTable = (file: string): void => {
  if (!isCsv(file) && path.extname(file).toLowerCase() !== '.xlsx')
    throw new CodedError('TABLE_KIND_UNKNOWN', { file });
};

/** Writes a forecast as CSV or as a workbook, by the name of the file. */
export const writeForecast = async (file: string, forecast: Forecast): Promise<void> => {
  const rows = forecastRows(forecast);
  if (isCsv(file)) {
    await writeFile(file, BYTE_ORDER_MARK + [COLUMNS, ...rows].map(csvLine).join(''));
    return;
  }
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('Forecast · 预测', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = COLUMNS.map((header) => ({ header, width: header.length + 6 }));
  sheet.addRows(rows);
  await workbook.xlsx.writeFile(file);
};
