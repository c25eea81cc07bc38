// Runs that somebody starts are worked off by a process beside the server, which ends with it.
import { setTimeout as delay } from 'node:timers/promises';
import { ask, startProduct, withDataDirectory, type Product } from '../support/product.ts';
import { headersOf } from '../support/token.ts';

const LOOK_EVERY_MS = 200;

interface Run {
  readonly state: string;
  readonly progress: { readonly shards: number; readonly shardsDone: number; readonly errors: unknown };
}

/** What a question comes to, once it does. */
const until = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await delay(LOOK_EVERY_MS);
  }
};

const field = async <T>(
  { url }: Product,
  text: string,
  headers: Readonly<Record<string, string>>,
): Promise<T> => {
  const { data, errors } = await ask(url, text, headers);
  expect(errors).toBeUndefined();
  return Object.values(data as Readonly<Record<string, T>>)[0]!;
};

it('keeps the built-in rules, works off what a person starts, and stops with the server', () =>
  withDataDirectory(async (directory) => {
    const product = await startProduct(directory, { FOURNETS_DEMO_PEOPLE: '600' }, '--rule-workers', '1');
    try {
      const clerk = await headersOf(directory, 'section-clerk');
      const rules = await until(async () => {
        const kept = await field<{ id: string; active: { version: number } | null }[]>(
          product,
          '{ standingRules { id active { version } } }',
          clerk,
        );
        return kept.some(({ id }) => id === 'R29') ? kept : undefined;
      });
      expect(rules.filter(({ active }) => active?.version === 1).length).toBeGreaterThan(20);
      const { id } = await field<{ id: string }>(
        product,
        `mutation {
          startRuleRun(
            input: { asOf: "2026-10-31", reason: DEMAND, rules: [{ id: "R01", version: 1 }, { id: "R12", version: 1 }], bounds: [] }
          ) { id }
        }`,
        clerk,
      );
      const run = await until(async () => {
        const text = `{ ruleRun(id: "${id}") { state progress { shards shardsDone errors } } }`;
        const seen = await field<Run>(product, text, clerk);
        return seen.state === 'PENDING' || seen.state === 'RUNNING' ? undefined : seen;
      });
      expect(run).toMatchObject({ state: 'DONE', progress: { shards: 2, shardsDone: 2 } });
    } finally {
      const { code } = await product.stop();
      expect(code).toBe(0);
    }
  }));
