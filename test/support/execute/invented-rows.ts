// A reader without a database: it answers any statement of a department's loaders with invented rows. A row has the
// columns that were selected and no other, so that a resolver which reads more than it says is found out.
import { isEnumType, isObjectType, getNamedType, type GraphQLSchema } from 'graphql';
import { tableOf, type Table } from '../../../subgraphs/kit/database/columns.ts';
import type { Reader } from '../../../subgraphs/kit/database/reader.ts';
import type { Department } from '../../../subgraphs/kit/department.ts';

const hash = (text: string): number => {
  let value = 7;
  for (const character of text) value = (Math.imul(value, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  return value ^ (value >>> 11);
};

/** Items of a select list; commas inside parentheses divide nothing. */
const itemsOf = (list: string): string[] => {
  const items: string[] = [];
  let [depth, item] = [0, ''];
  for (const character of list) {
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (character === ',' && depth === 0) [items[items.length], item] = [item.trim(), ''];
    else item += character;
  }
  return [...items, item.trim()];
};

const nameOf = (item: string): string => /\bas "?(\w+)"?$/.exec(item)?.[1] ?? item;

/** What a statement selects, of which table. A page of each key has its select inside. */
const selected = (text: string): { readonly names: string[]; readonly table: string } => {
  const [, inner] = /lateral \((.*)\) as page$/s.exec(text) ?? [];
  const [, list = '', table = ''] = /^\s*select (.*?) from (\w+|\()/s.exec(inner ?? text) ?? [];
  return { names: itemsOf(list).map(nameOf), table };
};

/** Values of enums and types of columns, as far as the contract and the entities tell. */
const valueMaker =
  (schema: GraphQLSchema, tables: ReadonlyMap<string, { readonly type: string; readonly table: Table }>) =>
  (table: string, name: string, seed: string): unknown => {
    const number = hash(`${table}.${name} ${seed}`);
    const known = tables.get(table);
    const type = known === undefined ? undefined : schema.getType(known.type);
    const field = isObjectType(type) ? type.getFields()[name] : undefined;
    const made = getNamedType(field?.type);
    if (isEnumType(made)) return made.getValues()[number % made.getValues().length]?.name;
    const column = known?.table.columns.find(({ property }) => property === name);
    switch (column?.type) {
      case 'date':
        return number % 5 === 0 ? null : `20${10 + (number % 16)}-0${1 + (number % 9)}-1${number % 10}`;
      case 'boolean':
        return number % 2 === 0;
      case 'timestamptz':
        return new Date(number * 1000);
      case 'integer':
      case undefined:
        return number % 1000;
      case 'text':
        return name.toLowerCase().includes('code') ? `C${number % 5}` : `text ${number % 7}`;
      default:
        return String(number % 100_000);
    }
  };

/** The reader, and the statements that it was sent. */
export const inventedRows = (
  { entities }: Department,
  schema: GraphQLSchema,
): { readonly reader: Reader; readonly texts: string[] } => {
  const tables = new Map(
    entities.map((entity) => [tableOf(entity).name, { type: entity.name, table: tableOf(entity) }]),
  );
  const valueOf = valueMaker(schema, tables);
  const texts: string[] = [];
  const readerWithin = (scope: readonly string[] | undefined): Reader => {
    const isWithin = (table: string, seed: string): boolean => {
      const hasInstitution = tables
        .get(table)
        ?.table.columns.some(({ column }) => column === 'institution_code');
      if (scope === undefined || hasInstitution !== true) return hash(`${seed}${String(scope)}`) % 3 > 0;
      return scope.includes(String(valueOf(table, 'institutionCode', seed)));
    };
    const rows = async (statement: { readonly text: string }, values: readonly unknown[]) => {
      texts.push(statement.text);
      const { names, table } = selected(statement.text);
      const [first, ...rest] = values;
      const keys = Array.isArray(first) ? (first as string[]) : ['all'];
      const given = JSON.stringify(Array.isArray(first) ? rest : values);
      return keys.flatMap((key) =>
        Array.from({ length: hash(`${table}${key}${given}`) % 4 }, (_, index) => `${key} ${index} ${given}`)
          .filter((seed) => scope === undefined || isWithin(table, seed))
          .map((seed) =>
            Object.fromEntries(
              names.map((name) => [
                name,
                name === '__key' || name === 'key' ? key : valueOf(table, name, seed),
              ]),
            ),
          ),
      );
    };
    return { rows: rows as Reader['rows'], scope, within: readerWithin };
  };
  return { reader: readerWithin(undefined), texts };
};
