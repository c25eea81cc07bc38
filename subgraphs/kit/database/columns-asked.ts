/** Properties of rows that somebody asks for; undefined stands for all of them. */
export type AskedColumns = ReadonlySet<string> | undefined;

/** True where rows read with the first have all that is asked for by the second. */
export const covers = (read: AskedColumns, asked: AskedColumns): boolean => {
  if (read === undefined) return true;
  if (asked === undefined) return false;
  for (const property of asked) if (!read.has(property)) return false;
  return true;
};

/** What each of them asks for. */
export const allAsked = (asked: readonly AskedColumns[]): AskedColumns => {
  const together = new Set<string>();
  for (const columns of asked) {
    if (columns === undefined) return undefined;
    for (const property of columns) together.add(property);
  }
  return together;
};
