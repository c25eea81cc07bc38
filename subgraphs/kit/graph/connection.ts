import type { Page } from '../database/pages.ts';
import { ofRows, reading } from './fields.ts';

/** A row of a page together with its cursor. */
export interface Edge<Row> {
  readonly node: Row;
  readonly cursor: string;
}

const pageInfo = <Row>({ rows, hasNextPage, cursorAt }: Page<Row>) => ({
  hasNextPage,
  endCursor: rows.length === 0 ? null : cursorAt(rows.length - 1),
});

/** Resolvers of every connection type: Relay's `edges` and `pageInfo`, and `nodes` and `totalCount` beside them. */
export const connection = <Row>() => ({
  nodes: ofRows(({ rows }: Page<Row>): Row[] => rows as Row[]),
  edges: ofRows(({ rows, cursorAt }: Page<Row>): Edge<Row>[] =>
    rows.map((node, index) => ({ node, cursor: cursorAt(index) })),
  ),
  pageInfo: reading([], pageInfo<Row>),
  totalCount: reading([], ({ count }: Page<Row>): Promise<number> => count()),
});
