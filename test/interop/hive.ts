// Hive Gateway as a process of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { listen } from '../../subgraphs/kit/http/listen.ts';

const ROOT = path.join(__dirname, '../..');
const LOOK_AGAIN_MS = 200;

/** Another gateway that listens. */
export interface OtherGateway {
  readonly ask: (query: string, variables: object) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

const freePort = async (): Promise<string> => {
  const { server, url } = await listen(() => undefined, '127.0.0.1', 0);
  await new Promise((resolve) => server.close(resolve));
  return new URL(url).port;
};

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readiness`).then(
    ({ ok }) => ok,
    () => false,
  );

/** Starts Hive Gateway on `schema/supergraph.graphql`, with the departments at these addresses. */
export const startHive = async (urls: Readonly<Record<string, string>>): Promise<OtherGateway> => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const program = path.join(__dirname, 'node_modules/.bin/hive-gateway');
  const words = [
    'supergraph',
    path.join(ROOT, 'schema/supergraph.graphql'),
    '--host',
    '127.0.0.1',
    '--port',
    port,
  ];
  const child = spawn(program, words, {
    cwd: __dirname,
    env: { ...process.env, SUBGRAPH_URLS: JSON.stringify(urls) },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = once(child, 'exit');
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`Hive Gateway ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  return {
    ask: async (query, variables) => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ query, variables });
      return (await fetch(`${url}/graphql`, { method: 'POST', headers, body })).json();
    },
    close: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
};
