import type { ObjectType } from 'typeorm';

/** What a column holds, and so how its text is read and checked. */
export type ColumnType =
  | 'text'
  | 'date'
  | 'month'
  /** Yuan with at most two decimals; stored in fen. */
  | 'money'
  | 'decimal'
  | 'integer'
  | 'boolean'
  | 'institutionCode'
  | 'creditCode'
  /** 6 or 9 digits, GB/T 2260 with the street level. */
  | 'divisionCode'
  /** An identity number (hashed to `pid`), or the key columns that the mapping declares, or a `pid` itself. */
  | 'person'
  /** An identity number that its owner keeps encrypted. */
  | 'identityNumber'
  /** A value of this enumeration of `schema/`, by its name or by one of its Chinese terms. */
  | { readonly enum: string };

/** One column of a file that can be imported. */
export interface ImportColumn<Property extends string = string> {
  /** Property of the entity that takes the value. */
  readonly property: Property;
  /** English header, matched without regard to case, spaces, `_` and `-`. */
  readonly en: string;
  /** Chinese header. */
  readonly zh: string;
  /** Further headers in use. */
  readonly headers?: readonly string[];
  readonly type: ColumnType;
  readonly required?: true;
  /** Taken where the file has no such column or an empty cell. */
  readonly default?: string;
  /** What of the row's sound identity number is taken where the file has no such column or an empty cell. */
  readonly fromIdentityNumber?: 'sex' | 'bornOn';
}

/** A column as people read of it. */
export const columnName = ({ en, zh }: ImportColumn): string => `${en} · ${zh}`;

/** A check over all rows of a file together with what is registered already, e.g. a circle of parents. */
export interface ImportVerification {
  readonly code: ImportFaultCode;
  /** Property whose column is named in the report. */
  readonly property: string;
  /** The row is taken all the same; `{value}` in the code's text is the row's `value`. */
  readonly warning?: true;
  /**
   * SQL that returns `row_number` (of the file) and `value` of every faulty row. `staging` is the name of the
   * table of the file's sound rows: the entity's columns and `row_number`.
   */
  readonly sql: (staging: string) => string;
}

/** A table that files can be imported into: the write side of its room. */
export interface ImportTable<Property extends string = string> {
  /** Name on the command line: `import finance payments file.csv`. */
  readonly name: string;
  readonly en: string;
  readonly zh: string;
  readonly entity: ObjectType<object>;
  readonly columns: readonly ImportColumn<Property>[];
  /** Natural key: the properties of the table's unique constraint. A row with a known key replaces the old one. */
  readonly key: readonly Property[];
  /**
   * Properties within which periods succeed each other: a row with a later `validFrom` ends the open period before it.
   * Left out where periods may overlap.
   */
  readonly succession?: readonly Property[];
  /**
   * Properties that belong to the person and not to the fact. Where key columns stand for a person, two rows of one
   * person that differ in them are two namesakes.
   */
  readonly personal?: readonly Property[];
  readonly verifications?: readonly ImportVerification[];
}

/** Codes of `schema/errors.ts` that a row can be rejected with. */
export type ImportFaultCode = import('../../../schema/errors.ts').ErrorCode;

/** Keeps a table's properties true to its entity. */
export const importTable = <Row extends object>(table: ImportTable<keyof Row & string>): ImportTable => table;
