// Who asks, and what for, on the way from a request to the owners; by whichever executor.
import { createHash } from 'node:crypto';
import type { ExecutorName } from '../../gateway/host.ts';
import {
  startIdentityGateway,
  TODAY,
  type IdentityGateway,
  type RegisteredTask,
} from '../support/identity.ts';

const DOCUMENT = '{ hrName }';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const TASK: RegisteredTask = {
  id: '12',
  kind: 'INVESTIGATION',
  documentNumber: '云纪立〔2026〕7号',
  people: ['investigator', 'other'],
  units: ['A'],
  validFrom: TODAY,
  validTo: null,
  state: 'ACTIVE',
};

describe.each<ExecutorName>(['own', 'stock'])('with the executor %s', (executor) => {
  let gateway: IdentityGateway;
  /** A task's id is used once: what is known of one is kept for a second. */
  let tasks = 0;

  beforeAll(async () => {
    gateway = await startIdentityGateway(executor);
  });
  afterAll(() => gateway.close());

  const bearer = async (claims?: object) => ({ authorization: `Bearer ${await gateway.token(claims)}` });
  const register = (change: Partial<RegisteredTask> | Error = {}): string => {
    const id = String((tasks += 1));
    gateway.tasks.set(`discipline/${id}`, change instanceof Error ? change : { ...TASK, id, ...change });
    return `discipline/${id}`;
  };
  const lastClient = () => gateway.clients.at(-1);

  it.each([
    ['no token', {}, 'TOKEN_MISSING', 'Bearer'],
    ['a wrong one', { authorization: 'Bearer nonsense' }, 'TOKEN_INVALID', 'Bearer error="invalid_token"'],
  ])('refuses %s before anything is read or asked', async (_what, headers, code, challenge) => {
    const before = gateway.clients.length;
    for (const query of [DOCUMENT, '{ nonsense', '{ __schema { queryType { name } } }']) {
      const reply = await gateway.ask(headers, query);
      expect(reply).toMatchObject({ status: 401, codes: [code], challenge, data: undefined });
      expect(reply.trace).toMatch(UUID);
    }
    const get = await fetch(`${gateway.url}/graphql?query=${encodeURIComponent(DOCUMENT)}`, { headers });
    expect(get.status).toBe(401);
    expect(gateway.clients).toHaveLength(before);
  });

  it('leaves what shows no data open', async () => {
    const addresses = ['/health', '/ready', '/metrics', '/console/'];
    const answers = await Promise.all(addresses.map((at) => fetch(gateway.url + at)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });

  it('tells the owners who asks, which document, and under which trace id', async () => {
    const reply = await gateway.ask(await bearer(), DOCUMENT);
    expect(reply).toMatchObject({ status: 200, data: { hrName: 'hr' } });
    expect(lastClient()?.asker).toEqual({
      viewer: expect.objectContaining({
        subject: 'investigator',
        kind: 'person',
        roles: ['investigator'],
        department: 'discipline',
        clientId: 'console',
      }),
      purpose: null,
      operation: createHash('sha256').update(DOCUMENT).digest('hex'),
      trace: reply.trace,
    });
    expect(gateway.log.at(-1)).toMatchObject({ msg: 'operation', traceId: reply.trace });
    expect(JSON.stringify(gateway.log)).not.toContain('investigator');
  });

  it('gives each request a trace id of its own, and takes none over', async () => {
    const headers = { ...(await bearer()), 'x-trace-id': 'mine' };
    const replies = await Promise.all(Array.from({ length: 5 }, () => gateway.ask(headers)));
    expect(new Set(replies.map(({ trace }) => trace)).size).toBe(5);
    for (const { trace } of replies) expect(trace).toMatch(UUID);
  });

  it('tells the owners what for, where the task is the viewer’s', async () => {
    const purpose = register();
    const reply = await gateway.ask({ ...(await bearer()), 'x-purpose': purpose });
    expect(reply.status).toBe(200);
    expect(lastClient()?.asker?.purpose).toEqual({
      id: purpose.split('/')[1],
      kind: 'INVESTIGATION',
      documentNumber: '云纪立〔2026〕7号',
      department: 'discipline',
      units: ['A'],
    });
  });

  it('asks for a task on its own behalf, with what the contract of the owners has', async () => {
    const purpose = register();
    await gateway.ask({ ...(await bearer()), 'x-purpose': purpose });
    expect(gateway.own.at(-1)).toMatchObject({
      operation: { kind: 'query', text: expect.stringContaining('taskOfDiscipline(id: $id)') },
      variables: { id: purpose.split('/')[1] },
      client: { asker: undefined, own: true },
    });
  });

  it.each<[string, Partial<RegisteredTask>, object, string]>([
    ['of other people', { people: ['other'] }, {}, 'you are not on it'],
    ['of another department than the viewer’s', {}, { department: 'hr' }, 'not of the department'],
    [
      'for who is of no department',
      {},
      { department: undefined, roles: ['unit-hr'] },
      'not of the department',
    ],
    ['that is not in force yet', { validFrom: '2026-06-16' }, {}, 'not in force yet'],
    ['whose days are over', { validFrom: '2026-01-01', validTo: TODAY }, {}, 'no longer in force'],
    ['that was ended', { state: 'ENDED' }, {}, 'has been ended'],
  ])('refuses a task %s, and asks nobody', async (_what, task, claims, reason) => {
    const before = gateway.clients.length;
    const headers = { ...(await bearer(claims)), 'x-purpose': register(task) };
    const reply = await gateway.ask(headers);
    expect(reply).toMatchObject({ status: 403, codes: ['PURPOSE_INVALID'], data: undefined });
    expect(reply.text).toContain(reason);
    expect(reply.text).not.toContain('云纪立');
    expect(gateway.clients).toHaveLength(before);
  });

  it('refuses a task that is not there, and a header that names none', async () => {
    const headers = await bearer();
    const ask = (purpose: string) => gateway.ask({ ...headers, 'x-purpose': purpose });
    expect(await ask('discipline/0')).toMatchObject({ status: 403, codes: ['PURPOSE_INVALID'] });
    for (const purpose of ['12', 'police/12', 'discipline/1, discipline/2', ''])
      expect(await ask(purpose)).toMatchObject({ status: 400, codes: ['PURPOSE_MALFORMED'] });
  });

  it('does not go on where the department does not answer, and says so in the log', async () => {
    for (const answer of [new Error('gone'), { units: undefined as never }, { kind: 'CURIOSITY' }]) {
      const headers = { ...(await bearer()), 'x-purpose': register(answer) };
      const reply = await gateway.ask(headers);
      expect(reply).toMatchObject({ status: 503, codes: ['PURPOSE_UNVERIFIABLE'], data: undefined });
      expect(gateway.log.at(-1)).toMatchObject({
        owner: 'discipline',
        msg: 'a purpose could not be checked',
      });
    }
  });

  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await new Promise(setImmediate);
  };

  /** How often `hr` is asked for two requests at the same moment. Who has asked finance has asked `hr`, or waits for it. */
  const fetchesOf = async (one: Record<string, string>, other: Record<string, string>): Promise<number> => {
    const [before, others] = [gateway.clients.length, gateway.others()];
    gateway.hold(true);
    const first = gateway.ask(one, '{ hrName financeName }');
    await until(() => gateway.others() === others + 1 && gateway.clients.length === before + 1);
    const second = gateway.ask(other, '{ hrName financeName }');
    await until(() => gateway.others() === others + 2);
    gateway.hold(false);
    const replies = await Promise.all([first, second]);
    const right = { hrName: 'hr', financeName: 'finance' };
    expect(replies.map(({ data }) => data)).toEqual([right, right]);
    return gateway.clients.length - before;
  };

  it('shares equal fetches of one person with one purpose, and of nobody else', async () => {
    const [me, other] = [await bearer(), await bearer({ sub: 'other' })];
    const purpose = { 'x-purpose': register() };
    expect(await fetchesOf(me, me)).toBe(1);
    expect(await fetchesOf(me, other)).toBe(2);
    expect(await fetchesOf(me, { ...me, ...purpose })).toBe(2);
    expect(await fetchesOf({ ...me, ...purpose }, { ...other, ...purpose })).toBe(2);
    expect(await fetchesOf({ ...me, ...purpose }, { ...me, ...purpose })).toBe(1);
    expect(await fetchesOf(me, await bearer({ roles: ['clerk'] }))).toBe(2);
  });
});
