// How the subgraphs of a test read their rows.
import type { Row } from './supergraph-subgraph.ts';

/** The row that a representation means, by the first of the names that it has; null where there is none. */
export const oneBy =
  (rows: readonly Row[], ...names: readonly string[]) =>
  (representation: Row): Row | null => {
    const name = names.find((candidate) => representation[candidate] !== undefined);
    return name === undefined ? null : (rows.find((row) => row[name] === representation[name]) ?? null);
  };

/** The rows that belong to a parent by a name that both have. */
export const rowsBy =
  (rows: readonly Row[], name: string) =>
  (parent: Row): Row[] =>
    rows.filter((row) => row[name] === parent[name]);
