import type { Page } from '../database/pages.ts';

/** A row of a page together with its cursor. */
export interface Edge<Row> {
  readonly node: Row;
  readonly cursor: string;
}

const last = <Row>(rows: readonly Row[]): Row | undefined => rows[rows.length - 1];

const pageInfo = <Row>({ rows, hasNextPage, cursorOf }: Page<Row>) => {
  const end = last(rows);
  return { hasNextPage, endCursor: end === undefined ? null : cursorOf(end) };
};

/** Resolvers of every connection type: Relay's `edges` and `pageInfo`, and `nodes` and `totalCount` beside them. */
export const connection = <Row>() => ({
  nodes: ({ rows }: Page<Row>): Row[] => [...rows],
  edges: ({ rows, cursorOf }: Page<Row>): Edge<Row>[] =>
    rows.map((node) => ({ node, cursor: cursorOf(node) })),
  pageInfo,
  totalCount: ({ count }: Page<Row>): Promise<number> => count(),
});
