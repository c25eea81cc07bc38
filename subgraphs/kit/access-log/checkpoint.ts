// A checkpoint: the end of a chain at a time, signed, so that whoever holds it can tell an older state from a newer.
import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** The end of a department's chain at a time. */
export interface Checkpoint {
  readonly department: string;
  /** How many checkpoints the log has with this one: a gap is one that was taken away. */
  readonly count: number;
  readonly seq: number;
  readonly hash: Buffer;
  readonly time: Date;
}

export interface SignedCheckpoint extends Checkpoint {
  /** Ed25519. */
  readonly signature: Buffer;
}

/** The signing key of the secrets: PKCS #8, DER. */
export const signingKeyOf = (der: Buffer): KeyObject =>
  createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });

/** The key that others check checkpoints with, to be handed out: PEM. */
export const publicKeyOf = (signingKey: KeyObject): string =>
  createPublicKey(signingKey).export({ format: 'pem', type: 'spki' }).toString();

/** Names the order of the fields; like the encoding of records, it can be read in one way only. */
const ENCODING = 'checkpoint/1';

const encode = ({ department, count, seq, hash, time }: Checkpoint): Buffer =>
  Buffer.from(JSON.stringify([ENCODING, department, count, seq, hash.toString('hex'), Number(time)]));

export const signCheckpoint = (signingKey: KeyObject, checkpoint: Checkpoint): SignedCheckpoint => ({
  ...checkpoint,
  signature: sign(null, encode(checkpoint), signingKey),
});

/** True for a checkpoint that was signed with the private half of a key. */
export const isGenuine = (publicKey: string, checkpoint: SignedCheckpoint): boolean =>
  verify(null, encode(checkpoint), publicKey, checkpoint.signature);

/** True for two that say and sign the same. */
export const isSame = (one: SignedCheckpoint, other: SignedCheckpoint): boolean =>
  encode(one).equals(encode(other)) && one.signature.equals(other.signature);

const bytes = z.base64().transform((text) => Buffer.from(text, 'base64'));
const Line = z.object({
  department: z.string(),
  count: z.int().positive(),
  seq: z.int().nonnegative(),
  hash: bytes,
  time: z.iso.datetime().transform((text) => new Date(text)),
  signature: bytes,
});

/** A checkpoint as a line of JSON. */
export const toLine = (checkpoint: SignedCheckpoint): string =>
  `${JSON.stringify({
    ...checkpoint,
    hash: checkpoint.hash.toString('base64'),
    signature: checkpoint.signature.toString('base64'),
  })}\n`;

/** The checkpoint of a line; undefined where it is none. */
export const fromLine = (line: string): SignedCheckpoint | undefined => {
  try {
    return Line.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
};
