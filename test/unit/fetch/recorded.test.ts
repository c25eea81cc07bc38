// An answer leaves when all of it is recorded; a department that cannot record is left out of it.
import { buildSchema, getOperationAST, parse } from 'graphql';
import { readFileSync } from 'node:fs';
import { COMMITTED_SUPERGRAPH } from '../../../gateway/compose/read.ts';
import { clientSdl } from '../../../gateway/compose/supergraph.ts';
import { createExecutor, type Answer } from '../../../gateway/execute.ts';
import type { ClientRequest } from '../../../gateway/fetch/owners/client-request.ts';
import type { FetchAnswer, FetchRequest, Owner } from '../../../gateway/fetch/owners/owner.ts';
import { hivePlanner } from '../../../gateway/plan/hive.ts';
import { WrittenData } from '../../../gateway/shape/written.ts';
import { DEPARTMENT_NAMES } from '../../../schema/departments.ts';
import { CodedError } from '../../../schema/errors.ts';

const SUPERGRAPH = readFileSync(COMMITTED_SUPERGRAPH, 'utf8');
const API = buildSchema(clientSdl(SUPERGRAPH));
const PLANNER = hivePlanner(SUPERGRAPH);
const QUERY = '{ people(first: 1) { nodes { pid } } institutions(first: 1) { nodes { code } } }';
const DATA: Readonly<Record<string, object>> = {
  hr: { people: { nodes: [{ pid: 'p1' }] } },
  establishment: { institutions: { nodes: [{ code: 'A' }] } },
};

/** The same question to owners that record as they are told, or at once where nobody else sees to it. */
const asking = (
  record: (owner: string, underWay?: number) => Promise<void>,
  onFetch: () => void | Promise<void> = () => undefined,
) => {
  const fetches: string[] = [];
  const fetch = async (name: string, { client }: FetchRequest): Promise<FetchAnswer> => {
    fetches.push(name);
    await onFetch();
    if (client.records === undefined) await record(name);
    else client.records.push((underWay) => record(name, underWay));
    return { data: structuredClone(DATA[name] ?? {}) as FetchAnswer['data'] };
  };
  const owners = new Map(
    DEPARTMENT_NAMES.map((name): [string, Owner] => [
      name,
      {
        name,
        place: 'memory',
        ready: async () => undefined,
        close: async () => undefined,
        fetch: (request) => fetch(name, request),
      },
    ]),
  );
  const executor = createExecutor({ supergraphSdl: SUPERGRAPH, apiSchema: API, owners, planner: PLANNER });
  const ask = (text = QUERY, signal = new AbortController().signal, onlyWritten = false): Promise<Answer> => {
    const document = parse(text);
    const operation = getOperationAST(document);
    if (!operation) throw new Error('a question has one operation');
    const client: ClientRequest = { viewer: 'test', asker: undefined, signal };
    return executor.answer({ documentKey: text, document, operation, variables: {}, client, onlyWritten });
  };
  return { ask, fetches };
};

it('holds the answer back until every department has recorded', async () => {
  const written: { name: string; done: () => void }[] = [];
  const { ask } = asking((name) => new Promise((done) => written.push({ name, done })));
  let answered = false;
  const answer = ask().then((given) => {
    answered = true;
    return given;
  });
  while (written.length < 2) await new Promise(setImmediate);
  written[0]?.done();
  await new Promise(setImmediate);
  expect(answered).toBe(false);
  written[1]?.done();
  expect(JSON.parse(JSON.stringify(await answer))).toEqual({
    data: { ...DATA['hr'], ...DATA['establishment'] },
  });
});

it('shows nothing of a department that cannot record, and the rest', async () => {
  const { ask, fetches } = asking(async (name) => {
    if (name === 'hr') throw new CodedError('ACCESS_LOG_UNAVAILABLE', { owner: name });
  });
  const { data, errors } = await ask();
  expect(JSON.parse(JSON.stringify(data))).toEqual({ people: null, ...DATA['establishment'] });
  expect(errors?.map(({ originalError }) => originalError)).toEqual([
    expect.objectContaining({ code: 'ACCESS_LOG_UNAVAILABLE' }),
  ]);
  expect(fetches.sort()).toEqual(['establishment', 'establishment', 'hr', 'hr']);
});

it('records what was asked before the client had gone', async () => {
  const recorded: string[] = [];
  const controller = new AbortController();
  const { ask } = asking(
    async (name) => void recorded.push(name),
    () => controller.abort(new Error('gone')),
  );
  const inTwoSteps = '{ institutions(first: 1) { nodes { code paidHeadcount(month: "2026-09") } } }';
  await expect(ask(inTwoSteps, controller.signal)).rejects.toThrow('gone');
  expect(recorded).toEqual(['establishment']);
});

it('waits with its records for questions that have none yet, not for those that wait themselves', async () => {
  const followed: [string, number | undefined][] = [];
  const held: (() => void)[] = [];
  const { ask } = asking(
    async (name, underWay) => void followed.push([name, underWay]),
    () => new Promise((go) => held.push(go)),
  );
  const answers = ['people', 'institutions'].map((list) => ask(`{ ${list}(first: 1) { __typename } }`));
  while (held.length < 2) await new Promise(setImmediate);
  for (const [index, go] of held.entries()) {
    go();
    await answers[index];
  }
  expect(followed).toEqual([
    ['hr', 1],
    ['establishment', 0],
  ]);
});

it('waits as text where the answer is only written, which is had once', async () => {
  const { ask } = asking(async () => undefined);
  const { data } = await ask(QUERY, undefined, true);
  if (!(data instanceof WrittenData)) throw new Error('the data is no text');
  expect(JSON.parse(data.take())).toEqual({ ...DATA['hr'], ...DATA['establishment'] });
  expect(data.take()).toBe('');
});
