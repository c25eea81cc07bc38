/** A row that says which of the asked keys it answers. */
export interface Keyed {
  readonly __key: string;
}

/** The rows of each key, in the order they came. */
export const groupByKey = <Row extends Keyed>(rows: readonly Row[]): Map<string, Row[]> => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.__key);
    if (group === undefined) groups.set(row.__key, [row]);
    else group.push(row);
  }
  return groups;
};
