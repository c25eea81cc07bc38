// Runs of rules that are followed: looked at again by the gateway, told to the client when they have changed.
import { CodedError, ERRORS } from '../../schema/errors.ts';
import { askAs, type Ask } from '../../gateway/web/console/page/ask.ts';
import type { Session } from '../../gateway/web/console/page/login/session.ts';
import { followGraph, startLiveGateway, type Followed, type LiveGateway } from '../support/live.ts';

// The build of the console puts them in.
Object.assign(globalThis, { CONSOLE_ERRORS: ERRORS });

const RUN = 'query ($id: ID!) @live { ruleRun(id: $id) { state done } }';
const ONE = { id: '1' };
const COMPLETE = { event: 'complete', data: undefined };

const nextRun = (state: string, done: number) => ({
  event: 'next',
  data: { data: { ruleRun: { state, done } } },
});
const nextError = (code: string) => ({
  event: 'next',
  data: { errors: [expect.objectContaining({ extensions: expect.objectContaining({ code }) as unknown })] },
});

let gateway: LiveGateway;
beforeEach(async () => {
  gateway = await startLiveGateway();
});
afterEach(() => gateway.close());

const follow = async (query = RUN, subject = 'investigator'): Promise<Followed> =>
  followGraph(gateway.url, query, await gateway.headersOf(subject), ONE);

const untilOpen = async (count: number): Promise<void> => {
  while ((await gateway.open()) !== count);
};

it('tells of a run when it has changed, and of nothing else, until it is over', async () => {
  const stream = await follow();
  expect([stream.status, stream.type]).toEqual([200, 'text/event-stream; charset=utf-8']);
  expect(await stream.next()).toEqual(nextRun('PENDING', 0));
  await gateway.untilAsked(3);
  gateway.say({ state: 'RUNNING', done: 7 });
  expect(await stream.next()).toEqual(nextRun('RUNNING', 7));
  gateway.say({ state: 'DONE', done: 9 });
  expect(await stream.rest()).toEqual([nextRun('DONE', 9), COMPLETE]);
  await untilOpen(0);
  expect(new Set(gateway.asked.map(({ client }) => client.asker?.trace))).toEqual(new Set([stream.trace]));
});

it.each([
  ['a page', 'query @live { ruleRuns { nodes { state } } }'],
  ['another name', 'query @live { mine: ruleRuns { nodes { how: state } } }'],
  ['a fragment', 'query @live { ...Runs } fragment Runs on Query { ruleRuns { nodes { ... { state } } } }'],
])('follows runs asked for by %s', async (_how, query) => {
  const stream = await follow(query);
  expect(await stream.next()).toMatchObject({ event: 'next' });
  gateway.say({ state: 'CANCELLED', done: 0 });
  const [last, complete] = await stream.rest();
  expect(JSON.stringify(last?.data)).toContain('CANCELLED');
  expect(complete).toEqual(COMPLETE);
});

it('goes on while the owner is away, and says so', async () => {
  const stream = await follow();
  expect(await stream.next()).toEqual(nextRun('PENDING', 0));
  gateway.say(new CodedError('SUBGRAPH_UNAVAILABLE', { owner: 'establishment' }));
  expect(JSON.stringify(await stream.next())).toContain('SUBGRAPH_UNAVAILABLE');
  gateway.say({ state: 'DONE', done: 9 });
  expect(await stream.rest()).toEqual([nextRun('DONE', 9), COMPLETE]);
});

it('ends with the token: each look is let in anew', async () => {
  const stream = await follow();
  expect(await stream.next()).toEqual(nextRun('PENDING', 0));
  gateway.passSeconds(3600);
  expect(await stream.rest()).toEqual([nextError('TOKEN_EXPIRED'), COMPLETE]);
});

it('counts each look as a request, and waits when there were too many', async () => {
  const limited = await startLiveGateway('own', 2);
  try {
    const headers = await limited.headersOf('investigator');
    const stream = await followGraph(limited.url, RUN, headers, ONE);
    await stream.next();
    await limited.untilAsked(2);
    const more = await fetch(`${limited.url}/graphql?query={findings}`, { headers });
    expect(more.status).toBe(429);
    expect(await limited.open()).toBe(1);
  } finally {
    // What waits for its turn is ended, too.
    await limited.close();
  }
});

it('lets one person follow four at a time, and others none the less', async () => {
  const streams = [await follow(), await follow(), await follow(), await follow()];
  for (const stream of streams) await stream.next();
  expect(await (await follow()).rest()).toEqual([nextError('LIVE_QUERIES_TOO_MANY'), COMPLETE]);
  expect(await (await follow(RUN, 'somebody else')).next()).toEqual(nextRun('PENDING', 0));
  streams[0]?.hangUp();
  await untilOpen(4);
  expect(await (await follow()).next()).toEqual(nextRun('PENDING', 0));
});

it('looks no more once the client has hung up, between two looks', async () => {
  const stream = await follow();
  await stream.next();
  stream.hangUp();
  await untilOpen(0);
  const before = gateway.asked.length;
  const other = await follow(RUN, 'somebody else');
  await gateway.untilAsked(before + 3);
  other.hangUp();
  expect(gateway.asked.slice(before).map(({ client }) => client.asker?.viewer.subject)).toEqual(
    gateway.asked.slice(before).map(() => 'somebody else'),
  );
});

it('ends what a look has started when the client hangs up', async () => {
  const stream = await follow();
  await stream.next();
  gateway.hold();
  await gateway.untilAsked(gateway.asked.length + 1);
  stream.hangUp();
  await untilOpen(0);
  expect(gateway.asked.at(-1)?.client.signal.reason).toMatchObject({ code: 'CLIENT_GONE' });
});

it('tells whoever follows that it closes', async () => {
  const closing = await startLiveGateway();
  const stream = await followGraph(closing.url, RUN, await closing.headersOf('investigator'), ONE);
  await stream.next();
  await closing.close();
  expect(await stream.rest()).toEqual([COMPLETE]);
});

describe.each([
  ['other fields', 'query @live { findings }', 'LIVE_QUERY_UNSUPPORTED'],
  [
    'other fields beside runs',
    'query @live { ruleRuns { nodes { state } } findings }',
    'LIVE_QUERY_UNSUPPORTED',
  ],
  ['runs without their state', 'query @live { ruleRuns { nodes { done } } }', 'LIVE_QUERY_UNSUPPORTED'],
  ['commands', 'mutation @live { cancelRuleRun(id: 1) { state } }', 'GRAPHQL_VALIDATION_FAILED'],
])('%s', (_what, query, code) => {
  it('are not followed, and nobody is asked', async () => {
    expect(await (await follow(query)).rest()).toEqual([nextError(code), COMPLETE]);
    const headers = { 'content-type': 'application/json', ...(await gateway.headersOf('investigator')) };
    const body = JSON.stringify({ query });
    const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
    expect(gateway.asked).toEqual([]);
  });
});

it.each([
  ['a query without @live', '{ findings }', { findings: 1 }],
  ['a command', 'mutation { cancelRuleRun(id: 1) { state } }', { cancelRuleRun: { state: 'PENDING' } }],
])('answers %s with one event', async (_what, query, data) => {
  expect(await (await follow(query)).rest()).toEqual([{ event: 'next', data: { data } }, COMPLETE]);
  expect(gateway.asked).toHaveLength(1);
});

it('answers @live once where no events are taken', async () => {
  const headers = { 'content-type': 'application/json', ...(await gateway.headersOf('investigator')) };
  const body = JSON.stringify({ query: RUN, variables: ONE });
  const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body });
  expect(await response.json()).toEqual({ data: { ruleRun: { state: 'PENDING', done: 0 } } });
  expect(gateway.asked).toHaveLength(1);
});

it('refuses whoever is nobody with a status, before it begins to send events', async () => {
  const { status, type } = await followGraph(gateway.url, RUN, {}, ONE);
  expect([status, type]).toEqual([401, 'application/json; charset=utf-8']);
});

it('has no @live where the stock executor answers', async () => {
  const stock = await startLiveGateway('stock');
  const headers = await stock.headersOf('investigator');
  try {
    const stream = await followGraph(stock.url, RUN, headers, ONE);
    expect(await stream.rest()).toEqual([nextError('GRAPHQL_VALIDATION_FAILED'), COMPLETE]);
    const plain = await followGraph(stock.url, '{ findings }', headers);
    expect(await plain.rest()).toEqual([{ event: 'next', data: { data: { findings: 1 } } }, COMPLETE]);
  } finally {
    await stock.close();
  }
});

describe('the console', () => {
  const { fetch: fetchUrl } = globalThis;
  const controller = new AbortController();
  let ask: Ask;

  beforeEach(async () => {
    const { authorization } = await gateway.headersOf('investigator');
    ask = askAs({ token: async () => authorization.replace('Bearer ', '') } as Session);
    // A page asks by paths.
    globalThis.fetch = (address, options) => fetchUrl(new URL(String(address), gateway.url), options);
  });
  afterEach(() => {
    globalThis.fetch = fetchUrl;
  });

  it('is handed each answer as it comes, and the last one in the end', async () => {
    const answers: unknown[] = [];
    const onNext = (answer: unknown): void => {
      answers.push(answer);
      gateway.say({ state: 'DONE', done: 9 });
    };
    const { signal } = controller;
    const last = await ask({ query: RUN, variables: ONE }, {}, { onNext, signal });
    expect(answers).toEqual([
      { data: { ruleRun: { state: 'PENDING', done: 0 } } },
      { data: { ruleRun: { state: 'DONE', done: 9 } } },
    ]);
    expect(last).toEqual(answers[1]);
  });

  it('hangs up when it has seen enough, and knows a stream that broke from one that is over', async () => {
    const onNext = (): void => controller.abort();
    const { signal } = controller;
    const last = await ask({ query: RUN, variables: ONE }, {}, { onNext, signal });
    expect(last).toMatchObject({ code: 'CONSOLE_GRAPH_UNREACHABLE' });
    await untilOpen(0);
  });
});
