// A request that takes too long, or whose client has gone: it ends, and so does what it started.
import { requestText, sendRaw } from '../../support/naughty-wire.ts';
import { ask, refusal, refusedWith, startSmallGateway, type SmallGateway } from './gateway.ts';

/** Long enough for a machine that is busy to have read a request. */
const DEADLINE_SECONDS = 1;
const LINES = ['host: 127.0.0.1', 'content-type: application/json'];

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe.each(['own', 'stock'] as const)('with the %s executor', (executor) => {
  let gateway: SmallGateway;
  beforeAll(async () => {
    gateway = await startSmallGateway({ deadlineSeconds: DEADLINE_SECONDS, executor });
  });
  afterAll(() => gateway.close());

  it('answers 504 at the deadline though an owner does not, and ends what it started', async () => {
    expect(refusal(await ask(gateway, '{ stuck }'))).toEqual(
      refusedWith('REQUEST_TIMED_OUT', { seconds: DEADLINE_SECONDS }),
    );
    expect(gateway.signals.at(-1)?.reason).toMatchObject({ code: 'REQUEST_TIMED_OUT' });
    expect(gateway.internal).toEqual([]);
  });

  it('says of a command at the deadline that it may be sent again with its key', async () => {
    const reply = await ask(gateway, 'mutation { stuck }');
    expect(refusal(reply)).toEqual(refusedWith('REQUEST_TIMED_OUT', { seconds: DEADLINE_SECONDS }));
    const [error] = reply.errors;
    for (const text of [error?.message, error?.extensions['zh']]) expect(text).toContain('idempotencyKey');
  });

  it.each([
    ['headers', 'POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\n'],
    ['body', requestText('POST', '/graphql', LINES, '{"query":"{ stuck }"}').slice(0, -1)],
  ])('hangs up on who does not send the rest of the %s', async (_part, text) => {
    expect(await sendRaw(gateway.url, text)).toMatchObject([{ status: 408 }]);
  });

  it('ends what it started when the client hangs up', async () => {
    const before = gateway.signals.length;
    const hangUp = new AbortController();
    const asked = fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ stuck(times: 2) }"}',
      signal: hangUp.signal,
    });
    await until(() => gateway.signals.length > before);
    hangUp.abort();
    await expect(asked).rejects.toThrow('aborted');
    await until(() => gateway.signals.at(-1)?.aborted === true);
    expect(gateway.signals.at(-1)?.reason).toMatchObject({ code: 'CLIENT_GONE' });
  });

  it('leaves a request that was answered as it is', async () => {
    expect(await ask(gateway, '{ unit(code: "A") { name } }')).toMatchObject({ status: 200, errors: [] });
    await new Promise((resolve) => setTimeout(resolve, DEADLINE_SECONDS * 1000 + 50));
    expect(gateway.signals.at(-1)?.aborted).toBe(false);
  });
});
