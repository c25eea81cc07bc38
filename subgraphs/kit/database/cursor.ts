// Cursors that say nothing: where a page ends is a row, and who sees the page may not see all of it.
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** Makes cursors of a department's lists, and reads them again. A cursor of another list, or a forged one, is none. */
export interface Cursors {
  /** `list` tells apart the lists whose places compare differently. Equal places have equal cursors. */
  readonly seal: (list: string, place: readonly unknown[]) => string;
  /** The place; undefined for what was not sealed for the list. */
  readonly open: (list: string, cursor: string) => unknown;
}

const KEY_BYTES = 32;
const MARK_BYTES = 16;
const CIPHER = 'aes-256-ctr';

/**
 * Cursors under a key of 32 bytes. The mark of a place is the vector of its encryption, so that the same place has the
 * same cursor in every process. Source: synthetic initialization vectors (RFC 5297), with HMAC-SHA-256.
 */
export const cursorsOf = (key: Buffer): Cursors => {
  const keys = Buffer.from(hkdfSync('sha256', key, '', 'fournets cursor', 2 * KEY_BYTES));
  const [marking, hiding] = [keys.subarray(0, KEY_BYTES), keys.subarray(KEY_BYTES)];
  const markOf = (list: string, text: string): Buffer =>
    createHmac('sha256', marking).update(`${list}\n${text}`).digest().subarray(0, MARK_BYTES);

  return {
    seal: (list, place) => {
      const text = JSON.stringify(place);
      const mark = markOf(list, text);
      const cipher = createCipheriv(CIPHER, hiding, mark);
      return Buffer.concat([mark, cipher.update(text, 'utf8'), cipher.final()]).toString('base64url');
    },
    open: (list, cursor) => {
      const bytes = Buffer.from(cursor, 'base64url');
      if (bytes.length <= MARK_BYTES) return undefined;
      const mark = bytes.subarray(0, MARK_BYTES);
      const decipher = createDecipheriv(CIPHER, hiding, mark);
      const text = Buffer.concat([decipher.update(bytes.subarray(MARK_BYTES)), decipher.final()]).toString();
      return timingSafeEqual(mark, markOf(list, text)) ? (JSON.parse(text) as unknown) : undefined;
    },
  };
};

/** Cursors of this process, for readers that have no key. */
export const OWN_CURSORS = cursorsOf(randomBytes(KEY_BYTES));
