/** What the first bytes of a file say it is, whatever its name says. */
export type FileKind = 'text' | 'workbook' | 'oldWorkbook' | 'binary';

const startsWith = (head: Buffer, ...bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => head[index] === byte);

/** UTF-16 without a byte order mark: most of a table's characters have an empty upper byte. */
const emptyBytes = (head: Buffer, parity: 0 | 1): number => {
  const pairs = Math.max(1, Math.floor(head.length / 2));
  let empty = 0;
  for (let index: number = parity; index < head.length; index += 2) if (head[index] === 0) empty += 1;
  return empty / pairs;
};

/** Share of empty bytes from which a text is taken for UTF-16; Chinese cells have none, delimiters and digits have. */
const UTF16_SHARE = 0.1;

/** The encoding that a byte order mark or the shape of UTF-16 tells; undefined for anything else. */
export const markedEncoding = (head: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' | undefined => {
  if (startsWith(head, 0xef, 0xbb, 0xbf)) return 'utf-8';
  if (startsWith(head, 0xff, 0xfe)) return 'utf-16le';
  if (startsWith(head, 0xfe, 0xff)) return 'utf-16be';
  const [even, odd] = [emptyBytes(head, 0), emptyBytes(head, 1)];
  if (odd > UTF16_SHARE && even === 0) return 'utf-16le';
  if (even > UTF16_SHARE && odd === 0) return 'utf-16be';
  return undefined;
};

/** Workbooks are ZIP archives, old workbooks OLE documents; a PDF or a picture holds bytes that no text has. */
export const kindOf = (head: Buffer): FileKind => {
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04)) return 'workbook';
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) return 'oldWorkbook';
  if (markedEncoding(head) !== undefined) return 'text';
  return startsWith(head, 0x25, 0x50, 0x44, 0x46) || head.includes(0) ? 'binary' : 'text';
};

const DELIMITERS = [',', '\t', ';'] as const;

/** The first record, which is the header; quoted line ends do not end it. */
const firstRecord = (text: string): string => {
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r')) return text.slice(0, index);
  }
  return text;
};

/** The delimiter that splits the header into most cells. */
export const delimiterOf = (text: string): string => {
  const header = firstRecord(text).replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
};

export type LineEnd = 'CRLF' | 'LF' | 'CR' | 'none';

/** How the header line ends. */
export const lineEndOf = (text: string): LineEnd => {
  const rest = text.slice(firstRecord(text).length);
  if (rest.startsWith('\r\n')) return 'CRLF';
  return rest.startsWith('\n') ? 'LF' : rest.startsWith('\r') ? 'CR' : 'none';
};
