// Several processes behind the one port: they answer as one, and outlive one another.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { json, text } from 'node:stream/consumers';
import { startProduct, type Product } from '../support/product.ts';
import { headersOf } from '../support/token.ts';

const LINKED = `{ institutions(first: 5) { nodes {
  name
  paidHeadcount(month: "2026-10")
  decisions { totalCount }
  seats(first: 5) { nodes { person { name status } } }
} } }`;

const directory = mkdtempSync(path.join(tmpdir(), 'fournets-workers-'));
let product: Product;
let identified: Readonly<Record<string, string>>;
let expected: unknown;

/** Without an agent over a connection of its own: the primary hands each to a worker that is free. */
const send = (address: string, agent: Agent | false = false, body?: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', ...identified };
    const method = body === undefined ? 'GET' : 'POST';
    request(`${product.url}${address}`, { agent, method, headers }, resolve).on('error', reject).end(body);
  });

const ask = async (): Promise<unknown> =>
  json(await send('/graphql', false, JSON.stringify({ query: LINKED })));

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

const processes = (): Process[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^ *(\d+) +(\d+) +(.*)$/.exec(line) ?? [])
    .map(([, pid, parent, command = '']) => ({ pid: Number(pid), parent: Number(parent), command }));

const workers = (): number[] =>
  processes()
    .filter(({ parent, command }) => parent === product.pid && command.includes('fournets.mjs'))
    .map(({ pid }) => pid);

/** Never a process id of nobody: a signal to 0 would reach this process. */
const twoWorkers = (): readonly [number, number] => {
  const [one, other, ...more] = workers();
  if (one === undefined || other === undefined || more.length > 0)
    throw new Error('there are not two workers');
  return [one, other];
};

/** Lets a worker stand still: whoever is answered meanwhile is answered by another one. */
const without = async <T>(pid: number, use: () => Promise<T>): Promise<T> => {
  process.kill(pid, 'SIGSTOP');
  try {
    return await use();
  } finally {
    process.kill(pid, 'SIGCONT');
  }
};

/** The first of two answers: the worker that stands still has one connection at most. */
const answeredWithout = async (pid: number): Promise<unknown> => {
  let asked: Promise<unknown>[] = [];
  const first = await without(pid, () => {
    asked = [ask(), ask()];
    return Promise.any(asked);
  });
  await Promise.all(asked);
  return first;
};

/** Operations that all workers have counted. */
const counted = async (agent?: Agent): Promise<number> => {
  const metrics = await text(await send('/metrics', agent));
  return Number(/^fournets_operation_seconds_count\{type="query"\} (\d+)$/m.exec(metrics)?.[1] ?? Number.NaN);
};

/** Asks until another worker takes the place of a killed one; a question that failed is asked once more. */
const askUntilReplaced = async (killed: number): Promise<unknown[]> => {
  const answers: unknown[] = [];
  while (workers().length < 2 || workers().includes(killed))
    answers.push(...(await Promise.all(Array.from({ length: 4 }, () => ask().catch(ask)))));
  return answers;
};

beforeAll(async () => {
  product = await startProduct(directory, { FOURNETS_DEMO_PEOPLE: '600', WEB_CONCURRENCY: '2' });
  // Each worker has an issuer of the same name, and the same keys.
  identified = await headersOf(directory, 'investigator', 'discipline/1');
  expected = await ask();
});
afterAll(async () => {
  await product.stop('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

it('has each worker answer a question that links departments', async () => {
  expect(expected).toEqual({ data: { institutions: { nodes: expect.any(Array) } } });
  expect(JSON.stringify(expected)).toMatch(/"paidHeadcount":[1-9].*"status":"/);
  for (const pid of twoWorkers()) expect(await answeredWithout(pid)).toEqual(expected);
});

it('counts the requests of all workers together', async () => {
  const before = await counted();
  await Promise.all(Array.from({ length: 20 }, ask));
  for (let scrape = 0; scrape < 4; scrape++) expect(await counted()).toBe(before + 20);
});

it('replaces a killed worker, and fails none of the questions asked since', async () => {
  const [killed, left] = twoWorkers();
  process.kill(killed, 'SIGKILL');
  const answers = await askUntilReplaced(killed);
  expect(await counted()).toBeGreaterThan(0);
  expect(await answeredWithout(left)).toEqual(expected);
  for (const answer of answers) expect(answer).toEqual(expected);
});

/** Connections to both workers: each that is opened goes to the one that has waited longer. */
const connect = async (count: number): Promise<Agent[]> => {
  const agents = Array.from({ length: count }, () => new Agent({ keepAlive: true }));
  for (const agent of agents) await text(await send('/health', agent));
  return agents;
};

/** Two rounds: with the answer to the second one a worker has dealt with whatever it was asked before the first. */
const untilRead = async (agents: readonly Agent[]): Promise<void> => {
  for (let round = 0; round < 2; round++)
    await Promise.all(agents.map(async (agent) => text(await send('/health', agent))));
};

it('outlives a worker that is killed while it waits for the metrics', async () => {
  const [killed, left] = twoWorkers();
  const [scraping, others] = [await connect(4), await connect(4)];
  const scrapes: Promise<unknown>[] = [];
  await without(product.pid, async () => {
    scrapes.push(...scraping.map((agent) => counted(agent).catch(() => undefined)));
    await untilRead(others);
    process.kill(killed, 'SIGKILL');
    while (workers().includes(killed)) await new Promise(setImmediate);
  });
  await Promise.all(scrapes);
  for (const agent of [...scraping, ...others]) agent.destroy();
  expect(await answeredWithout(left)).toEqual(expected);
  expect(workers()).not.toContain(killed);
});

it('leaves no process behind when it is stopped', async () => {
  const ids = new Set([product.pid, ...workers()]);
  const { code, stderr } = await product.stop();
  expect(code).toBe(0);
  expect(stderr).not.toContain('did not stop in time');
  const left = processes().filter(({ pid, command }) => ids.has(pid) || command.includes(directory));
  expect(left).toEqual([]);
});
