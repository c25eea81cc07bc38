import type { Path } from './fault.ts';

/** Fields that a client gave. */
export type Fields = Readonly<Record<string, unknown>>;

/** One row that a command is to write. */
export interface GivenRow {
  readonly fields: Fields;
  /** Where in the arguments a field stands, or the row as a whole. */
  readonly pathOf: (field?: string) => Path;
}

/** A row out of the fields at one place. */
export const rowAt = (fields: Fields, place: Path): GivenRow => ({
  fields,
  pathOf: (field) => (field === undefined ? place : [...place, field]),
});

/** Rows out of a list, each with the fields that stand beside the list once for all of them. */
export const rowsOfList = (fields: Fields, list: string, place: Path): GivenRow[] => {
  const { [list]: items, ...shared } = fields;
  return (Array.isArray(items) ? items : []).map((item: Fields, index): GivenRow => {
    const at = [...place, list, index];
    return {
      fields: { ...shared, ...item },
      pathOf: (field) => {
        if (field === undefined) return at;
        return field in shared && !(field in item) ? [...place, field] : [...at, field];
      },
    };
  });
};
