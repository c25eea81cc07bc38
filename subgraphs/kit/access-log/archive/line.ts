// A row of the log as a line of an archive.
import { z } from 'zod';
import { PURPOSE_KINDS } from '../../../../schema/sharing.ts';
import type { AccessRow } from '../rows.ts';

const bytes = z.hex().transform((text) => Buffer.from(text, 'hex'));
const text = z.string();

const Line = z.object({
  seq: text,
  time: z.iso.datetime().transform((time) => new Date(time)),
  viewer: text,
  viewer_kind: z.enum(['PERSON', 'SYSTEM']),
  client: text.nullable(),
  department: text.nullable(),
  purpose: text.nullable(),
  purpose_kind: z.enum(PURPOSE_KINDS).nullable(),
  operation: text,
  owner: text,
  coordinates: z.array(text),
  pids: z.array(text).nullable(),
  institution_codes: z.array(text).nullable(),
  unlisted: z.int(),
  result: z.enum(['SERVED', 'REFUSED']),
  reason: text.nullable(),
  trace: text,
  key_id: text,
  prev: bytes,
  hash: bytes,
});

/** The line of a row. */
export const toArchiveLine = (row: AccessRow): string =>
  `${JSON.stringify({ ...row, prev: row.prev.toString('hex'), hash: row.hash.toString('hex') })}\n`;

/** The row of a line; undefined where it is none, as after somebody changed it. */
export const fromArchiveLine = (line: string): AccessRow | undefined => {
  try {
    return Line.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
};
