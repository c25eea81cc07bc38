// A supergraph file that is written while questions are under way.
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'graphql';
import { compose } from '../../gateway/compose/supergraph.ts';
import { supergraphFile } from '../../gateway/compose/source.ts';
import { namedDirectory, type Address } from '../../gateway/fetch/owners/directory.ts';
import type { Owner } from '../../gateway/fetch/owners/owner.ts';
import type { ExecutorName } from '../../gateway/host.ts';
import { startGateway } from '../../gateway/main.ts';
import { hivePlanner } from '../../gateway/plan/hive.ts';
import { createLog } from '../../gateway/receive/log.ts';
import { createMetrics } from '../../gateway/receive/metrics.ts';
import { subgraphAddresses } from '../../gateway/compose/read.ts';

const supergraph = (fields: string, url = 'http://hr.test'): string =>
  compose([{ name: 'hr', url, typeDefs: parse(`type Query { ${fields} }`) }]).supergraphSdl;

/** Owners that answer every field with where they are, after a turn of the event loop. */
const echoOwner = ({ name, url }: Address): Owner & { closed: boolean } => {
  const owner = {
    name,
    place: url,
    closed: false,
    ready: async () => undefined,
    fetch: async ({ operation }: { operation: { text: string } }) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      const fields = operation.text.match(/\w+/g)?.filter((word) => word !== 'query') ?? [];
      return { data: Object.fromEntries(fields.map((field) => [field, url])) };
    },
    close: async () => {
      owner.closed = true;
    },
  };
  return owner;
};

interface Answered {
  readonly status: number;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly unknown[];
}

const started = async (executor: ExecutorName, file: string) => {
  const remarks: string[] = [];
  const made: ReturnType<typeof echoOwner>[] = [];
  const make = (address: Address): Owner => {
    const owner = echoOwner(address);
    made.push(owner);
    return owner;
  };
  const gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    executor,
    source: supergraphFile(file),
    directory: namedDirectory(subgraphAddresses, make),
    plannerOf: hivePlanner,
    storedOperations: ['{ a }'],
    log: createLog('error', { write: (line) => void remarks.push(line) }),
    metrics: createMetrics(),
  });
  const ask = async (query: string): Promise<Answered> => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ query });
    const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body });
    return { status: response.status, ...((await response.json()) as object) };
  };
  /** Where the owners are that were made and not closed. */
  const open = (): string[] => made.filter(({ closed }) => !closed).map(({ place }) => place);
  return { ...gateway, ask, remarks, made, open };
};

/** Supergraphs that name an owner elsewhere and cannot be served; only the own executor looks at stored operations. */
const refused = (executor: ExecutorName): (readonly [string, string])[] => {
  const unreadable = supergraph('a: String', 'http://hr-2.test').replace(/join\/v[\d.]+/, 'join/v9.9');
  const poor = supergraph('b: String', 'http://hr-2.test');
  const cases = [['cannot be read', unreadable] as const, ['lacks what is asked', poor] as const];
  return executor === 'own' ? cases : cases.slice(0, 1);
};

describe.each<ExecutorName>(['own', 'stock'])('with the executor %s', (executor) => {
  let directory: string;
  let file: string;
  let gateway: Awaited<ReturnType<typeof started>>;

  const write = (sdl: string): void => {
    writeFileSync(`${file}.new`, sdl);
    renameSync(`${file}.new`, file);
  };
  const until = async (isDone: () => Promise<boolean>): Promise<void> => {
    const end = performance.now() + 10_000;
    while (!(await isDone())) {
      if (performance.now() > end) throw new Error('not in 10 s');
      await new Promise(setImmediate);
    }
  };

  beforeEach(async () => {
    directory = mkdtempSync(path.join(tmpdir(), 'fournets-reload-'));
    file = path.join(directory, 'supergraph.graphql');
    write(supergraph('a: String b: String'));
    gateway = await started(executor, file);
  });
  afterEach(async () => {
    await gateway.close();
    rmSync(directory, { recursive: true });
  });

  it('serves the new one, and answers every question on the way', async () => {
    const answers: Answered[] = [];
    write(supergraph('a: String c: String', 'http://hr-2.test'));
    await until(async () => {
      const some = await Promise.all(Array.from({ length: 8 }, () => gateway.ask('{ a }')));
      answers.push(...some);
      return (await gateway.ask('{ c }')).status === 200;
    });
    expect(answers.filter(({ status, errors }) => status !== 200 || errors !== undefined)).toEqual([]);
    expect(await gateway.ask('{ a c }')).toEqual({
      status: 200,
      data: { a: 'http://hr-2.test', c: 'http://hr-2.test' },
    });
    expect((await gateway.ask('{ b }')).status).toBe(400);
  });

  it('keeps the old one where the new one cannot be served', async () => {
    write('type Query { c: String }');
    await until(async () => gateway.remarks.some((line) => line.includes('cannot be served')));
    expect(await gateway.ask('{ a }')).toEqual({ status: 200, data: { a: 'http://hr.test' } });
    write(supergraph('a: String c: String'));
    await until(async () => (await gateway.ask('{ c }')).status === 200);
  });

  it.each(refused(executor))('closes the owners of one that %s, and none that answer', async (_, sdl) => {
    write(sdl);
    await until(async () => gateway.remarks.some((line) => line.includes('cannot be served')));
    expect(gateway.made.map(({ place }) => place)).toContain('http://hr-2.test');
    expect(gateway.open()).toEqual(['http://hr.test']);
    expect(await gateway.ask('{ a b }')).toEqual({
      status: 200,
      data: { a: 'http://hr.test', b: 'http://hr.test' },
    });
  });
});
