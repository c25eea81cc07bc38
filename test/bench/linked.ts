// The linked query: one institution, 100 people, four departments. SQL statements, time, CPU.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SCHEMA_DIRECTORY } from '../../schema/sdl.ts';
import { median, round, type Bench } from './figure.ts';
import { ask, startProduct, withDataDirectory, type Product } from '../support/product.ts';

const REQUESTS = 200;
const WARM_UP = 30;

const query = readFileSync(path.join(SCHEMA_DIRECTORY, 'operations/05-people-of-a-unit.graphql'), 'utf8');

interface Institutions {
  readonly institutions: { readonly nodes: readonly { readonly code: string; readonly occupied: number }[] };
}

/** Institutions with at least 100 seats, so that requests vary. */
const codesOf = async ({ url }: Product): Promise<string[]> => {
  const { data } = await ask(url, '{ institutions(first: 1000) { nodes { code occupied } } }');
  return (data as Institutions).institutions.nodes
    .filter(({ occupied }) => occupied >= 100)
    .map(({ code }) => code);
};

/** The sum of a counter over its labels, from `/metrics`. */
const counter = async ({ url }: Product, name: string): Promise<number> => {
  const text = await (await fetch(`${url}/metrics`)).text();
  return text
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
};

/** CPU seconds of the gateway's process with the five departments in it; Postgres is not in it. */
const cpuSeconds = async ({ url }: Product): Promise<number> => {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1]);
};

/** Loaders that the query uses: institution, seats, people, appointments, payments, decisions; a payer elsewhere adds one. */
const LOADERS = 6;

export const linked: Bench = () =>
  withDataDirectory(async (directory) => {
    const product = await startProduct(directory);
    try {
      const codes = await codesOf(product);
      const codeOf = (turn: number): string => codes[turn % codes.length] ?? '';
      const times: number[] = [];
      let bytes = 0;
      for (let turn = 0; turn < WARM_UP; turn++)
        await ask(product.url, query, { code: codeOf(turn), from: '2026-08' });
      const [statements, cpu] = [
        await counter(product, 'fournets_sql_statements_total'),
        await cpuSeconds(product),
      ];
      for (let turn = 0; turn < REQUESTS; turn++) {
        const started = performance.now();
        const answer = await ask(product.url, query, { code: codeOf(turn), from: '2026-08' });
        times.push(performance.now() - started);
        if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
        bytes = Math.max(bytes, JSON.stringify(answer).length);
      }
      const sql = ((await counter(product, 'fournets_sql_statements_total')) - statements) / REQUESTS;
      const cpuMs = (((await cpuSeconds(product)) - cpu) / REQUESTS) * 1000;
      return [
        {
          measure: 'linked query, SQL statements',
          value: round(sql),
          unit: '',
          must: `${LOADERS}`,
          note: `${codes.length} institutions in turn`,
        },
        {
          measure: 'linked query, median',
          value: round(median(times)),
          unit: 'ms',
          note: `${REQUESTS} requests, one at a time, up to ${Math.round(bytes / 1024)} kB`,
        },
        { measure: 'linked query, CPU of Node', value: round(cpuMs), unit: 'ms' },
      ];
    } finally {
      await product.stop();
    }
  });
