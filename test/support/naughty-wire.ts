// Requests that no client library would send: byte for byte, over a bare socket.
import { connect } from 'node:net';

/** An answer as it came over the wire. */
export interface WireAnswer {
  readonly status: number;
  /** Names in small letters; of a header that came twice, both values. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: string;
}

/** The first code of an error in an answer, if it has one. */
export const codeIn = ({ body }: WireAnswer): unknown => {
  const found = /"code":"([A-Z_]+)"/.exec(body);
  return found?.[1];
};

const headersIn = (lines: readonly string[]): Map<string, string[]> => {
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  return headers;
};

const answerIn = (text: string): WireAnswer => {
  const end = text.indexOf('\r\n\r\n');
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  const body = Buffer.from(text.slice(end + 4), 'latin1').toString('utf8');
  return { status: Number(first.split(' ')[1]), headers: headersIn(lines), body };
};

/** The answers in what a connection brought, in order: none of ours has a status line in its body. */
const answersIn = (bytes: Buffer): WireAnswer[] =>
  bytes
    .toString('latin1')
    .split(/(?=HTTP\/1\.1 \d{3} )/)
    .filter((text) => text !== '')
    .map(answerIn);

/** Sends bytes as they are and reads until the server hangs up; the last request should ask it to. */
export const sendRaw = (url: string, bytes: string): Promise<readonly WireAnswer[]> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    // A server that refuses while bytes are still on their way resets the connection behind its answer.
    socket.on('error', (error) => (chunks.length > 0 ? undefined : reject(error)));
    socket.on('close', () => resolve(answersIn(Buffer.concat(chunks))));
  });

/** A request as text: its target, its header lines, its body; the connection ends with it unless a line says otherwise. */
export const requestText = (
  method: string,
  target: string,
  lines: readonly string[],
  body = '',
  connection = 'close',
): string =>
  [
    `${method} ${target} HTTP/1.1`,
    ...lines,
    `content-length: ${Buffer.byteLength(body)}`,
    `connection: ${connection}`,
    '',
    body,
  ].join('\r\n');
