// How a subgraph, or what stands before it, can go wrong once it has been asked: properly, or on the bare socket.
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** What the subgraph answered, before the fault. */
export interface RightAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

/** Answers wrongly, or not at all. */
export type Fault = (right: RightAnswer, response: ServerResponse) => void;

/** What HTTP itself forbids, or would not do by itself. */
const bare =
  (write: (right: RightAnswer, socket: Socket) => void): Fault =>
  (right, { socket }) => {
    if (socket !== null) write(right, socket);
  };

const head = ({ type }: RightAnswer, length: number | undefined): string =>
  `HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\n` +
  (length === undefined ? 'transfer-encoding: chunked\r\n\r\n' : `content-length: ${length}\r\n\r\n`);

/** Another body, or another status, in a faultless HTTP response. */
const instead =
  (
    body: string | Buffer,
    status = 200,
    type = 'application/json',
    more: Record<string, string> = {},
  ): Fault =>
  (_right, response) => {
    response
      .writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body), ...more })
      .end(body);
  };

/** The right answer. */
export const rightly: Fault = (right, response) =>
  instead(right.body, right.status, right.type)(right, response);

/** The right answer, but later. */
export const slowly =
  (milliseconds: number): Fault =>
  (right, response) => {
    setTimeout(() => rightly(right, response), milliseconds).unref();
  };

/** Writes again and again while somebody listens. */
const drip = (socket: Socket, everyMs: number, next: () => string | Buffer | undefined): void => {
  const timer = setInterval(() => {
    const piece = next();
    if (piece === undefined || socket.destroyed) clearInterval(timer);
    else socket.write(piece);
  }, everyMs).unref();
};

/** Writes as fast as the other side reads. */
const flood = (socket: Socket, piece: Buffer): void => {
  const pour = (): void => {
    while (!socket.destroyed && socket.write(piece));
  };
  socket.on('drain', pour);
  pour();
};

const HTML = '<html><body><h1>Bad Gateway</h1></body></html>';
/** The bytes of a letter that most answers have. */
const LETTER = Buffer.from('甲').toString('latin1');
const MEBIBYTE = 1024 * 1024;

/** The answer with its data put through a function. */
const twisted =
  (twist: (answer: Record<string, unknown>) => unknown): Fault =>
  (right, response) =>
    instead(JSON.stringify(twist(JSON.parse(right.body.toString()) as Record<string, unknown>)))(
      right,
      response,
    );

/** Faults by name. None of them can be told from a right answer, so each must lead to a coded error. */
export const FAULTS = {
  hangs: () => undefined,
  'answers after 3 s': slowly(3_000),
  'sends its headers byte by byte': bare((right, socket) => {
    const bytes = head(right, right.body.length);
    let at = 0;
    drip(socket, 100, () => bytes[at++]);
  }),
  'sends headers without end': bare((_right, socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    flood(socket, Buffer.from(`x-more: ${'x'.repeat(1_000)}\r\n`));
  }),
  'sends its body byte by byte': bare((right, socket) => {
    socket.write(head(right, right.body.length));
    let at = 0;
    drip(socket, 100, () => right.body.subarray(at, ++at));
  }),
  'breaks off inside the body': bare((right, socket) => {
    socket.write(head(right, right.body.length));
    socket.write(right.body.subarray(0, right.body.length / 2), () => socket.destroy());
  }),
  'breaks off a chunked body': bare((right, socket) => {
    socket.write(head(right, undefined));
    socket.write(`${right.body.length.toString(16)}\r\n`);
    socket.write(right.body, () => socket.destroy());
  }),
  'resets the connection': bare((_right, socket) => {
    socket.resetAndDestroy();
  }),
  'hangs up': bare((_right, socket) => {
    socket.destroy();
  }),
  'sends an empty body': instead(''),
  'sends no JSON': instead('{"data":{"un'),
  'sends text with status 200': instead('OK', 200, 'text/plain'),
  'sends bytes that are no UTF-8': (right, response) =>
    instead(Buffer.from(right.body.toString('latin1').replaceAll(LETTER, '\xff'), 'latin1'))(right, response),
  'sends HTML with status 502': instead(HTML, 502, 'text/html'),
  'sends HTML with status 500': instead(HTML, 500, 'text/html'),
  'sends HTML with status 404': instead(HTML, 404, 'text/html'),
  'sends elsewhere': instead('', 307, 'text/plain', { location: 'http://127.0.0.1:1/graphql' }),
  'sends a list': twisted((answer) => [answer]),
  'sends null': twisted(() => null),
  'sends neither data nor errors': twisted(() => ({ error: 'not found' })),
  'sends a list as data': twisted(() => ({ data: [] })),
  'sends a text as data': twisted(() => ({ data: 'x' })),
  'sends a text as errors': twisted((answer) => ({ ...answer, errors: 'none' })),
  'sends errors that are none': twisted((answer) => ({ ...answer, errors: ['none', 7] })),
  'sends errors at impossible places': twisted((answer) => ({
    ...answer,
    errors: [{ message: 'x', path: 7 }],
  })),
  'sends no data and no reason': twisted(() => ({ data: null })),
  'promises a shorter body': bare((right, socket) => {
    socket.write(head(right, right.body.length - 1));
    socket.write(right.body);
  }),
  'promises a longer body': bare((right, socket) => {
    socket.write(head(right, right.body.length + 1));
    socket.write(right.body);
  }),
  'speaks another protocol': bare((_right, socket) => {
    socket.write('SSH-2.0-OpenSSH_9.6\r\n');
  }),
  'packs its body in a way nobody asked for': (right, response) =>
    instead(right.body, 200, right.type, { 'content-encoding': 'br' })(right, response),
  // Well-formed answers to another question.
  'sends empty data': twisted(() => ({ data: {} })),
  'sends texts where objects are': twisted(({ data }) => ({
    data: Object.fromEntries(Object.keys(data as object).map((key) => [key, 'x'])),
  })),
  'sends too many entities': twisted(({ data }) => ({
    data: Object.fromEntries(
      Object.entries(data as object).map(([key, value]) => [key, key === '_entities' ? [...value, {}] : {}]),
    ),
  })),
} as const satisfies Record<string, Fault>;

/** An answer that is larger than anybody wants. */
export const enormous: Fault = bare((right, socket) => {
  socket.write(head(right, 100 * MEBIBYTE));
  flood(socket, Buffer.alloc(MEBIBYTE, ' '));
});
