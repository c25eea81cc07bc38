import { z } from 'zod';

/** A page of a connection, with what is read of its nodes. */
export const connectionOf = <Node extends z.ZodType>(node: Node) =>
  z.object({
    nodes: z.array(node),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  });

interface Connection<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** All pages of a connection, one after the other; null, the last, where a page is not there. */
export const connectionPages = async function* <Node>(
  read: (after: string | null) => Promise<Connection<Node> | null>,
): AsyncGenerator<readonly Node[] | null, void, void> {
  for (let after: string | null = null; ;) {
    const page: Connection<Node> | null = await read(after);
    yield page === null ? null : page.nodes;
    after = page?.pageInfo.hasNextPage === true ? page.pageInfo.endCursor : null;
    if (after === null) return;
  }
};
