import { createHash } from 'node:crypto';
import { z } from 'zod';
import { CodedError } from '../../../schema/errors.ts';
import { introspects } from './introspection.ts';

/** What happens to a document that is not stored for a client: it is answered and told of, or refused. */
export const MODES = ['report', 'enforce'] as const;

export type Mode = (typeof MODES)[number];

/** A document that a client may ask. */
export interface StoredOperation {
  /** SHA-256 of the document in UTF-8, as 64 lower-case hexadecimal digits. */
  readonly id: string;
  readonly name: string;
  /** The document, byte for byte as it is hashed. */
  readonly body: string;
}

/** What is agreed with one client, as its file says it. */
export interface Manifest {
  /** Left out: systems are reported on, persons are free. */
  readonly mode?: Mode | undefined;
  /** Requests a minute of the client, or of each person who uses it; left out: as everybody. */
  readonly ratePerMinute?: number | undefined;
  readonly operations: readonly StoredOperation[];
}

/** A manifest as it is looked into for each request. */
export interface Stored extends Pick<Manifest, 'mode' | 'ratePerMinute'> {
  readonly byId: ReadonlyMap<string, StoredOperation>;
  /** True for the text of a document. Asks no hash: few documents are as long as this one. */
  readonly hasText: (text: string) => boolean;
}

/** The id of a document. Source: GraphQL over HTTP, appendix Persisted Documents (draft), SHA256 Hex Document Identifier. */
export const documentId = (body: string): string => createHash('sha256').update(body).digest('hex');

/** True for what can be the id of a document; anything else that is sent as one goes into no log. */
export const isDocumentId = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** Highest rate that a file may name: nobody's thousand requests a second are within reason. */
const RATE_MAX = 1_000_000;

const shape = z.strictObject({
  mode: z.enum(MODES).optional(),
  ratePerMinute: z.int().min(1).max(RATE_MAX).optional(),
  operations: z.array(z.strictObject({ id: z.string(), name: z.string(), body: z.string() })),
});

const wrong = (file: string, reason: string, cause?: unknown): CodedError =>
  new CodedError('MANIFEST_INVALID', { file, reason }, { cause });

const jsonOf = (file: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrong(file, 'not JSON', error);
  }
};

/**
 * Reads a client's manifest. An id that is not its document's is refused: it would let another document in. So is
 * introspection where the file is enforced.
 */
export const parseManifest = (file: string, text: string): Manifest => {
  const parsed = shape.safeParse(jsonOf(file, text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw wrong(file, `${issue?.path.join('.') || 'top'}: ${issue?.code}`, parsed.error);
  }
  const other = parsed.data.operations.find(({ id, body }) => id !== documentId(body));
  if (other !== undefined) throw wrong(file, `the id of ${other.name} is not the SHA-256 of its body`);
  const { mode, operations } = parsed.data;
  const asking = mode === 'enforce' ? operations.find(({ body }) => introspects(body)) : undefined;
  if (asking !== undefined)
    throw wrong(
      file,
      `${asking.name} asks for the schema, which a client that is held to its file is not told`,
    );
  return parsed.data;
};

/** Looks among the documents of the same length, which are compared at once: a tenth of the time that a hash takes. */
const lookup = (bodies: readonly string[]): Stored['hasText'] => {
  const byLength = new Map<number, readonly string[]>();
  for (const body of bodies) byLength.set(body.length, [...(byLength.get(body.length) ?? []), body]);
  return (text) => byLength.get(text.length)?.includes(text) === true;
};

/** A manifest made ready for looking into. */
export const indexed = ({ mode, ratePerMinute, operations }: Manifest): Stored => ({
  mode,
  ratePerMinute,
  byId: new Map(operations.map((operation) => [operation.id, operation])),
  hasText: lookup(operations.map(({ body }) => body)),
});
