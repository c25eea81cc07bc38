// What remote mode promises beside right answers: who is asked, how often, and who hears of it when a client has gone.
import fc from 'fast-check';
import type { ProxyMode } from '../support/fault-proxy.ts';
import { enormous, FAULTS, rightly, slowly, type Fault } from '../support/faults.ts';
import {
  FIELD_OWNERS,
  OWNERS,
  QUESTIONS,
  startLanes,
  type Lane,
  type Lanes,
  type OwnerName,
} from '../support/fault-graph.ts';
import { objections } from '../support/fault-oracle.ts';

const ANSWER_MS = 2_500;

let all: Lanes;
beforeEach(async () => {
  all = await startLanes(1);
});
afterEach(() => all.close());

const lane = (): Lane => {
  const [first] = all.lanes;
  if (first === undefined) throw new Error('no lane');
  return first;
};

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds())
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
};

const MUTATIONS = 'mutation { register appoint pay }';

const needsOf = (path: readonly (string | number)[]): Set<string> =>
  new Set(path.flatMap((step) => FIELD_OWNERS[step] ?? []));

it('asks a query again on a fresh connection where the kept one has gone stale', async () => {
  const known = new WeakSet<object>();
  const stale: Fault = (right, response) => {
    const { socket } = response;
    if (socket === null) return;
    if (known.has(socket)) rightly(right, response);
    else {
      known.add(socket);
      socket.resetAndDestroy();
    }
  };
  let resets = 0;
  await lane().become((right, response) => {
    resets++;
    if (resets === 1) stale(right, response);
    else rightly(right, response);
  });
  const { data, errors } = await lane().ask('{ units { name } }');
  expect(errors).toEqual([]);
  expect(data).toEqual({ units: [{ name: '甲局' }, { name: '乙局' }] });
  expect(resets).toBe(2);
});

it.each([
  ['resets the connection', 'SUBGRAPH_UNAVAILABLE'],
  ['hangs up', 'SUBGRAPH_UNAVAILABLE'],
  ['hangs', 'SUBGRAPH_UNAVAILABLE'],
  ['sends HTML with status 502', 'SUBGRAPH_UNAVAILABLE'],
  ['sends a list', 'ANSWER_INVALID'],
] as const)(
  'sends a mutation once where the owner %s, and says that it may be sent again with its key',
  async (fault, code) => {
    await lane().become(FAULTS[fault], ['registry']);
    const before = lane().proxies.registry.arrived();
    const { data, errors } = await lane().ask('mutation { register }');
    expect(data).toEqual({ register: null });
    const [error] = errors;
    expect(error?.extensions).toMatchObject({ owner: 'registry', code });
    for (const text of [error?.message, error?.extensions['zh']]) expect(text).toContain('idempotencyKey');
    expect(lane().proxies.registry.arrived() - before).toBe(1);
  },
);

it('answers in time where a request asks one hanging owner after the other', async () => {
  await lane().become(FAULTS.hangs);
  const { data, errors, milliseconds } = await lane().ask(MUTATIONS);
  expect(data).toEqual({ register: null, appoint: null, pay: null });
  expect(errors.map(({ extensions }) => extensions['owner'])).toEqual(['registry', 'posts', 'pay']);
  expect(milliseconds).toBeLessThan(ANSWER_MS);
});

it('still asks the healthy one after one that hangs', async () => {
  await lane().become(FAULTS.hangs, ['registry']);
  const { data, milliseconds } = await lane().ask(MUTATIONS);
  expect(data).toEqual({ register: null, appoint: expect.any(Number), pay: expect.any(Number) });
  expect(milliseconds).toBeLessThan(ANSWER_MS);
});

it('answers in time where an owner is slow at each step of a plan', async () => {
  await lane().become(slowly(1_200));
  const answers = await Promise.all(QUESTIONS.map((question) => lane().ask(question)));
  answers.forEach((seen, index) => {
    expect(objections(all.right[index], seen, OWNERS, needsOf)).toEqual([]);
    expect(seen.milliseconds).toBeLessThan(ANSWER_MS);
  });
});

it('waits for an owner that is slow, but not too slow', async () => {
  await lane().become(slowly(1_000), ['registry']);
  const { data, errors } = await lane().ask('{ units { name } }');
  expect(errors).toEqual([]);
  expect(data).toEqual({ units: [{ name: '甲局' }, { name: '乙局' }] });
});

it('refuses an answer that is larger than anybody wants', async () => {
  await lane().become(enormous, ['registry']);
  const { data, errors } = await lane().ask('{ units { name } }');
  expect(data).toEqual({ units: null });
  expect(errors[0]?.extensions).toMatchObject({ owner: 'registry', code: 'ANSWER_INVALID' });
});

it('hands on a GraphQL answer whatever its status, and goes on asking', async () => {
  const body = Buffer.from('{"errors":[{"message":"no","extensions":{"code":"DATABASE_UNAVAILABLE"}}]}');
  const type = 'application/graphql-response+json';
  await lane().become((_right, response) => rightly({ status: 503, type, body }, response), ['registry']);
  for (let time = 0; time < 10; time++) {
    const { errors } = await lane().ask('{ units { name } }');
    expect(errors[0]?.extensions).toMatchObject({ owner: 'registry', code: 'DATABASE_UNAVAILABLE' });
  }
  expect(lane().breakers).toEqual([]);
});

it('leaves a hanging owner alone, asks it one question at a time, and finds it again by itself', async () => {
  const { proxies, breakers, ask, become } = lane();
  // Different questions, for equal ones share a fetch; known ones, for planning takes time.
  const questions = Array.from({ length: 12 }, (_, index) => `query Q${index} { units { name } }`);
  await Promise.all(questions.map((question) => ask(question)));
  await become(FAULTS.hangs, ['registry']);
  const answers = await Promise.all(questions.map((question) => ask(question)));
  for (const { milliseconds } of answers) expect(milliseconds).toBeLessThan(ANSWER_MS);
  expect(breakers.at(0)).toEqual({ owner: 'registry', state: 'open' });

  const before = proxies.registry.arrived();
  const probes = breakers.filter(({ state }) => state === 'half-open').length;
  for (let time = 0; time < 20; time++)
    expect((await ask('{ units { name } }')).errors[0]?.extensions).toMatchObject({
      owner: 'registry',
      code: 'SUBGRAPH_UNAVAILABLE',
    });
  const probed = breakers.filter(({ state }) => state === 'half-open').length - probes;
  expect(proxies.registry.arrived() - before).toBeLessThanOrEqual(probed + 1);

  const back = performance.now();
  await become('pass');
  await until(() => breakers.at(-1)?.state === 'closed');
  expect(performance.now() - back).toBeLessThan(2_000);
  expect((await ask('{ units { name } }')).errors).toEqual([]);
});

it('is whole within 2 s of an owner’s return while clients go on asking', async () => {
  const { ask, become } = lane();
  await become(FAULTS.hangs, ['posts']);
  let lastFault = 0;
  let asking = true;
  const client = async (): Promise<void> => {
    while (asking) {
      const asked = performance.now();
      const { errors } = await ask('{ posts { title } }');
      if (errors.length > 0) lastFault = Math.max(lastFault, asked);
    }
  };
  const clients = Array.from({ length: 8 }, client);
  await new Promise((resolve) => {
    setTimeout(resolve, 3_000);
  });
  const back = performance.now();
  await become('pass');
  await new Promise((resolve) => {
    setTimeout(resolve, 3_000);
  });
  asking = false;
  await Promise.all(clients);
  expect(lastFault - back).toBeLessThan(2_000);
});

it('hangs up when its client does', async () => {
  await lane().become(FAULTS.hangs, ['registry']);
  const { registry } = lane().proxies;
  const before = registry.arrived();
  const controller = new AbortController();
  const answer = lane().ask('{ units { name } }', controller.signal);
  const outcome = answer.then(
    () => 'answered',
    () => 'gone',
  );
  await until(() => registry.arrived() > before);
  const left = performance.now();
  controller.abort();
  expect(await outcome).toBe('gone');
  await until(() => registry.hungUp() > 0);
  expect(performance.now() - left).toBeLessThan(1_000);
});

it('gives right values, explained gaps and answers in time under random faults', async () => {
  const modes: readonly ProxyMode[] = [
    'pass',
    'pass',
    'dead',
    slowly(150),
    slowly(900),
    ...Object.values(FAULTS),
  ];
  const mode = fc.constantFrom(...modes);
  const state = fc.record<Record<OwnerName, ProxyMode>>({ registry: mode, posts: mode, pay: mode });
  await fc.assert(
    fc.asyncProperty(state, async (modesOf) => {
      for (const owner of OWNERS) await lane().become(modesOf[owner], [owner]);
      const faulty = OWNERS.filter((owner) => modesOf[owner] !== 'pass');
      const answers = await Promise.all(QUESTIONS.map((question) => lane().ask(question)));
      await lane().become('pass');
      const back = performance.now();
      await until(() =>
        OWNERS.every((owner) => lane().breakers.findLast((seen) => seen.owner === owner)?.state !== 'open'),
      );
      for (;;) {
        const { errors } = await lane().ask(QUESTIONS[3]);
        if (errors.length === 0) break;
      }
      expect(performance.now() - back).toBeLessThan(2_000);
      expect(answers.flatMap((seen, index) => objections(all.right[index], seen, faulty, needsOf))).toEqual(
        [],
      );
      expect(Math.max(...answers.map(({ milliseconds }) => milliseconds))).toBeLessThan(ANSWER_MS);
    }),
    { numRuns: 15 },
  );
});
