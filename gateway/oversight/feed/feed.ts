// The change feed of an owner, read through the graph.
import { z } from 'zod';
import type { DepartmentName } from '../../../schema/departments.ts';
import { asOwnedBy } from '../../../schema/sdl.ts';
import type { Request } from '../graph.ts';
import type { Changed } from '../follow/touch.ts';

/** Changes that are read of an owner at once. */
const FEED_PAGE = 1000;

/** A change as its owner tells it. */
export interface FeedChange extends Changed {
  /** Number of the document behind it. */
  readonly document: string | null;
  /** When it was registered, ISO 8601. */
  readonly registeredAt: string;
  /** Cursor behind it. */
  readonly cursor: string;
}

/** What was read of an owner. */
export interface OwnNews {
  readonly changes: readonly FeedChange[];
  /** Cursor behind what was read. */
  readonly cursor: string | null;
  /** True where more is there already. */
  readonly more: boolean;
}

/** The feeds of the owners, each by itself. Both throw where the owner does not answer. */
export interface Feed {
  /** Where an owner's feed ends now: whoever begins there meets whatever comes. */
  readonly end: (owner: DepartmentName) => Promise<string>;
  /** A page of changes behind a cursor, oldest first. */
  readonly behind: (owner: DepartmentName, cursor: string) => Promise<OwnNews>;
}

const Page = z.object({
  cursor: z.string().nullable(),
  hasNextPage: z.boolean(),
  nodes: z.array(
    z.object({
      fact: z.string(),
      subjectKind: z.string(),
      subject: z.string(),
      document: z.string().nullable(),
      registeredAt: z.coerce.date(),
      cursor: z.string(),
    }),
  ),
});
const End = z.string().nullable();

/** Before all changes. */
const START = '0-0';

/** Reads feeds as the system that runs standing rules. */
export const feedOf = (request: Request): Feed => ({
  end: async (owner) => {
    const { end } = await request(`query End { end: ${asOwnedBy(owner, 'lastChangeOfOwner')} }`, {});
    return End.parse(end) ?? START;
  },
  behind: async (owner, after) => {
    const text = `query Changes($after: String, $first: Int) {
      page: ${asOwnedBy(owner, 'changesOfOwner')}(after: $after, first: $first) {
        cursor hasNextPage nodes { fact subjectKind subject document registeredAt cursor }
      }
    }`;
    const { page } = await request(text, { after, first: FEED_PAGE });
    const { cursor, hasNextPage, nodes } = Page.parse(page);
    const changes = nodes.map(({ registeredAt, ...node }) => ({
      owner,
      ...node,
      registeredAt: registeredAt.toISOString(),
    }));
    return { changes, cursor, more: hasNextPage };
  },
});
