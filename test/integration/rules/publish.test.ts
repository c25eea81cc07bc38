// Changes published to NATS JetStream, and followed the same with and without.
import { jetstreamManager, type StreamAPI } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { setTimeout as delay } from 'node:timers/promises';
import { feedOf, type Feed, type FeedChange } from '../../../gateway/oversight/feed/feed.ts';
import { openPublishing, type Publishing } from '../../../gateway/oversight/publish/open.ts';
import { changeStreamOver } from '../../../gateway/oversight/publish/stream.ts';
import { ruleFiles } from '../../../gateway/oversight/rule/files.ts';
import { openOversight, type Oversight } from '../../../gateway/oversight/run/service.ts';
import { keepWatch } from '../../../gateway/oversight/watch/watch.ts';
import { DEPARTMENT_NAMES } from '../../../schema/departments.ts';
import { district } from '../../support/demo/district.ts';
import { describeWithNats, startNats, type NatsServer } from '../../support/nats.ts';
import { openRuledDistrict, SUPERGRAPH, type RuledDistrict } from '../../support/rules.ts';

/** Paid after death. */
const RULES = ruleFiles().filter(({ file }) => file.startsWith('R12'));
const STREAM = 'fournets-changes';
/** Nobody listens there. */
const NOWHERE = 'nats://127.0.0.1:1';

const fail = (error: unknown): never => {
  throw error;
};

/** Looks again until something is so; the test's own time is the limit. */
const until = async (look: () => Promise<boolean>): Promise<void> => {
  while (!(await look())) await delay(20);
};

let ruled: RuledDistrict;
let oversight: Oversight;
let feed: Feed;
beforeAll(async () => {
  ruled = await openRuledDistrict(district(600, 3, '2026-10'), { guarded: true });
  const { graph, asOf } = ruled;
  feed = feedOf(graph.request);
  const whole = openOversight({
    graph,
    supergraphSdl: SUPERGRAPH,
    today: () => asOf,
    onFault: (_, error) => fail(error),
  });
  oversight = { ...whole, keepBuiltin: () => whole.keepBuiltin(RULES) };
  const kept = await oversight.keepBuiltin();
  await oversight.follow('test', fail).step();
  await oversight.start({
    asOf,
    reason: 'SCHEDULED',
    rules: kept.map(({ ruleId: id, version }) => ({ id, version })),
  });
  await oversight.work('test', 1, new AbortController().signal);
}, 120_000);
afterAll(() => ruled.close());

const everStopped = new AbortController().signal;

/** What the ledger says of somebody. */
const isFound = async (pid: string): Promise<boolean> => {
  const rows = await ruled.merged.query(
    `select from establishment.finding where rule_id = 'R12' and subject = $1 and present`,
    [pid],
  );
  return rows.length > 0;
};

/** Takes back the death of somebody who was paid after it. */
const resurrect = async () => {
  const [found] = await ruled.merged.query(
    `select subject from establishment.finding where rule_id = 'R12' and present order by subject limit 1`,
  );
  const pid = String(found?.['subject']);
  const [death] = await ruled.merged.query(
    'delete from hr.death d where pid = $1 returning to_json(d) as row',
    [pid],
  );
  const bury = () =>
    ruled.merged.query(
      'insert into hr.death overriding system value select * from json_populate_record(null::hr.death, $1)',
      [JSON.stringify(death?.['row'])],
    );
  return { pid, bury };
};

/** Keeps watch while something is done, as the product does. */
const watching = async (publishing: Publishing | undefined, act: () => Promise<void>): Promise<void> => {
  const stop = new AbortController();
  const watch = keepWatch({
    oversight,
    worker: 'test',
    workers: 1,
    clock: { day: () => ruled.asOf, time: () => '00:00' },
    dailyAt: '23:59',
    onFault: fail,
    signal: stop.signal,
    publishing,
  });
  try {
    await Promise.race([act(), watch]);
  } finally {
    stop.abort();
    await watch;
    await publishing?.close();
  }
};

/** A finding goes with its facts and comes back with them. */
const goesAndComesBack = async (meanwhile: () => Promise<unknown> = async () => undefined): Promise<void> => {
  const { pid, bury } = await resurrect();
  await until(async () => !(await isFound(pid)));
  await meanwhile();
  await bury();
  await until(() => isFound(pid));
};

const publishingTo = (url: string, told: Partial<Parameters<typeof openPublishing>[0]> = {}): Publishing =>
  openPublishing({
    url,
    request: ruled.graph.request,
    onHeldUp: () => undefined,
    onGoingOn: () => undefined,
    ...told,
  });

it('are followed without NATS', () => watching(undefined, goesAndComesBack));

it('are followed while NATS is away', async () => {
  const onHeldUp = jest.fn();
  await watching(publishingTo(NOWHERE, { onHeldUp }), goesAndComesBack);
  expect(onHeldUp).toHaveBeenCalledTimes(1);
});

describeWithNats('with NATS', () => {
  let server: NatsServer;
  let begun: ReadonlyMap<string, string>;
  beforeEach(async () => {
    server = await startNats();
    const first = publishingTo(server.url, { onHeldUp: fail });
    await first.publish(everStopped);
    await first.close();
    begun = new Map(
      await Promise.all(DEPARTMENT_NAMES.map(async (owner) => [owner, await feed.end(owner)] as const)),
    );
  });
  afterEach(() => server.close());

  /** Changes of all owners since the beginning, as their feeds tell them. */
  const told = async () => {
    const all: object[] = [];
    for (const owner of DEPARTMENT_NAMES) {
      let after = begun.get(owner) ?? '';
      for (let more = true; more;) {
        const news = await feed.behind(owner, after);
        all.push(...news.changes);
        after = news.cursor ?? after;
        more = news.more;
      }
    }
    return all;
  };
  /** Looks at the streams. */
  const inspect = async <T>(look: (streams: StreamAPI) => Promise<T>): Promise<T> => {
    const connection = await connect({ servers: server.url });
    try {
      return await look((await jetstreamManager(connection)).streams);
    } finally {
      await connection.close();
    }
  };
  /** What the stream holds, owner by owner. */
  const published = () =>
    inspect(async (streams) => {
      const { state } = await streams.info(STREAM);
      const all: { owner: string | undefined; fact: string }[] = [];
      for (let seq = Math.max(state.first_seq, 1); seq <= state.last_seq; seq += 1) {
        const message = await streams.getMessage(STREAM, { seq });
        const change = message?.json<{ fact: string }>();
        const [, , owner, fact] = message?.subject.split('.') ?? [];
        if (change !== undefined) all.push({ owner, ...change });
        expect(fact).toBe(change?.fact);
      }
      return DEPARTMENT_NAMES.flatMap((name) => all.filter(({ owner }) => owner === name));
    });
  const isAllPublished = async (): Promise<boolean> => {
    const { state } = await inspect((streams) => streams.info(STREAM));
    return state.messages >= (await told()).length;
  };

  /** More changes than an owner tells at once. */
  const changeMany = async (): Promise<void> => {
    for (const _ of [1, 2, 3]) await ruled.merged.query('update hr.person set sex = sex');
    await ruled.merged.query('update finance.budget_headcount set funding = funding');
  };

  it('are followed and published, each once and in its order', async () => {
    await watching(publishingTo(server.url), async () => {
      await goesAndComesBack();
      await until(isAllPublished);
    });
    expect(await published()).toEqual(await told());
    expect(await told()).toContainEqual(expect.objectContaining({ owner: 'hr', fact: 'death' }));
  });

  it('are followed while the server is killed, and none is lost', async () => {
    await watching(publishingTo(server.url), async () => {
      await server.kill();
      await goesAndComesBack(changeMany);
      await server.start();
      await goesAndComesBack();
      await until(isAllPublished);
    });
    expect(await published()).toEqual(await told());
  });

  it('go on behind what was published where a process ends, and say so once where they are held up', async () => {
    await changeMany();
    const first = publishingTo(server.url);
    await first.publish(everStopped);
    await first.close();
    await server.kill();
    await changeMany();
    const onHeldUp = jest.fn();
    const onGoingOn = jest.fn();
    const second = publishingTo(server.url, { onHeldUp, onGoingOn });
    for (const _ of [1, 2]) await second.publish(everStopped);
    expect(onHeldUp).toHaveBeenCalledTimes(1);
    await server.start();
    await until(async () => {
      await second.publish(everStopped);
      return onGoingOn.mock.calls.length > 0;
    });
    await second.close();
    expect(await published()).toEqual(await told());
  });

  it('are published by several at once, each once and in its order', async () => {
    const several = [1, 2, 3].map(() => publishingTo(server.url, { onHeldUp: fail }));
    for (const _ of [1, 2]) {
      await changeMany();
      await until(async () => {
        await Promise.all(several.map(({ publish }) => publish(everStopped)));
        return isAllPublished();
      });
    }
    await Promise.all(several.map(({ close }) => close()));
    expect(await published()).toEqual(await told());
  });

  it('are kept behind what their publisher has seen, or not at all', async () => {
    const connection = await connect({ servers: server.url });
    const stream = await changeStreamOver(connection);
    const [three, four, five] = [3, 4, 5].map((number) => ({
      owner: 'hr',
      fact: 'death',
      subjectKind: 'PERSON',
      subject: 'a'.repeat(32),
      document: null,
      registeredAt: '2026-11-30T02:00:00.000Z',
      cursor: `9-${number}`,
    })) as [FeedChange, FeedChange, FeedChange];
    const before = await stream.standing();
    const after = await stream.append(before, 'finance', [three]);
    expect(await stream.append(before, 'hr', [four, five])).toBeUndefined();
    expect(await published()).toEqual([{ ...three, owner: 'finance' }]);
    // Its process ended before it had said how far it got.
    connection.publish('fournets.positions.finance', '9-1');
    expect(await stream.standing()).toEqual(after);
    await connection.close();
  });

  it('go on where the stream has let its messages go', async () => {
    const publishing = publishingTo(server.url, { onHeldUp: fail });
    await changeMany();
    await publishing.publish(everStopped);
    await publishing.close();
    await inspect((streams) => streams.purge(STREAM));
    const before = (await told()).length;
    await resurrect().then(({ bury }) => bury());
    const next = publishingTo(server.url, { onHeldUp: fail });
    await next.publish(everStopped);
    await next.close();
    const after = await told();
    expect(after.length).toBeGreaterThan(before);
    expect(await published()).toEqual(after.filter((change) => 'fact' in change && change.fact === 'death'));
  });

  it('wake whoever follows them', async () => {
    const publishing = publishingTo(server.url, { onHeldUp: fail });
    await publishing.publish(everStopped);
    await publishing.bell.wait(0, everStopped);
    expect(publishing.bell.isHeard()).toBe(true);
    const stop = new AbortController();
    let waits = 0;
    const follower = oversight.follow('test', fail, {
      isHeard: publishing.bell.isHeard,
      // Without an end: it is the bell that ends it.
      wait: async (_, signal) => {
        waits += 1;
        await publishing.bell.wait(600_000, signal);
      },
    });
    const following = follower.run(stop.signal);
    try {
      await until(async () => waits > 0);
      const { pid, bury } = await resurrect();
      await publishing.publish(everStopped);
      await until(async () => !(await isFound(pid)));
      await bury();
      await publishing.publish(everStopped);
      await until(() => isFound(pid));
    } finally {
      stop.abort();
      await following;
      await publishing.close();
    }
  });
});
