/** An event as it stands in a stream: its name, and one line of data. */
const EVENT = /^event: (?<name>\w+)\ndata: (?<data>.*)$/;

const eventIn = (block: string) => EVENT.exec(block)?.groups ?? {};

/**
 * Reads answers that come one after the other, handing over each: the last one, once the server says that no more will
 * come; undefined where the stream breaks before. Source: GraphQL over Server-Sent Events, distinct connections mode.
 */
export const readEvents = async (
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  onNext: (answer: unknown) => void,
): Promise<unknown> => {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let last: unknown;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return undefined;
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop() ?? '';
    // Comments, which keep the connection, are no events.
    for (const { name, data = '' } of blocks.map(eventIn)) {
      if (name === 'complete') return last;
      if (name === 'next') onNext((last = JSON.parse(data)));
    }
  }
};
