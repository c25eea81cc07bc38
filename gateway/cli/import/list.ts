import { CodedError } from '../../../schema/errors.ts';
import type { Department } from '../../../subgraphs/kit/department.ts';
import {
  columnName,
  type ColumnType,
  type ImportColumn,
  type ImportTable,
} from '../../../subgraphs/kit/import/table.ts';

const typeName = (type: ColumnType): string => (typeof type === 'string' ? type : type.enum);

const remarksOf = ({ required, default: value, fromIdentityNumber: part }: ImportColumn): string[] => [
  ...(required === true && value === undefined ? ['required · 必填'] : []),
  ...(part === undefined ? [] : ['else from the identity number · 缺省取自公民身份号码']),
  ...(value === undefined ? [] : [`default · 默认 ${value || '""'}`]),
];

const columnLine = (column: ImportColumn): string => {
  const { property, type } = column;
  return [
    `    ${property.padEnd(24)} ${typeName(type).padEnd(18)} ${columnName(column)}`,
    ...remarksOf(column),
  ].join('  ');
};

const tableText = ({ name, en, zh, columns }: ImportTable): string =>
  [`  ${name}  ${en} · ${zh}`, ...columns.map(columnLine)].join('\n');

/** Every table that files can be imported into, with its columns, their types and their headers in both languages. */
export const listText = (departments: readonly Department[]): string =>
  departments.map(({ name, tables }) => [name, ...tables.map(tableText)].join('\n')).join('\n\n');

/** The same for programs. */
export const listValue = (departments: readonly Department[]): object[] =>
  departments.flatMap(({ name: department, tables }) =>
    tables.map(({ name, en, zh, columns }) => ({ department, table: name, en, zh, columns })),
  );

/** The table by its name on the command line. */
export const findTable = ({ name, tables }: Department, wanted: string): ImportTable => {
  const table = tables.find((candidate) => candidate.name === wanted);
  if (table !== undefined) return table;
  const found = tables.map((candidate) => candidate.name).join(', ');
  throw new CodedError('IMPORT_TABLE_UNKNOWN', { department: name, table: wanted, found });
};
