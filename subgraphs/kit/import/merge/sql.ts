/** Small pieces of SQL; all names come from entities, never from a file. */

/** Temporary table of the file's sound rows. */
export const STAGING = 'import_staging';
/** Temporary table of what is wrong with rows that only the database could judge. */
export const FAULTS = 'import_fault';

export const list = (columns: readonly string[], of?: string): string =>
  columns.map((column) => (of === undefined ? column : `${of}.${column}`)).join(', ');

/** A row value; also right for one column and for none. */
export const row = (columns: readonly string[], of?: string): string => `row(${list(columns, of)})`;

export const equal = (columns: readonly string[], left: string, right: string): string =>
  columns.map((column) => `${left}.${column} = ${right}.${column}`).join(' and ');
