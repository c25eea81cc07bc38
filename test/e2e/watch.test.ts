// Standing rules at their post, in the product as it runs: the run of the day, and changes that are followed.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DEMO_SEED } from '../../gateway/cli/plant.ts';
import type { PersonName } from '../../gateway/issuer/people.ts';
import { ruleFiles } from '../../gateway/oversight/rule/files.ts';
import { casesIn } from '../../subgraphs/demo/manifest.ts';
import { district } from '../support/demo/district.ts';
import { keepLogsOf } from '../support/leaks/outputs.ts';
import { ask, startProduct, type Product } from '../support/product.ts';
import { headersOf } from '../support/token.ts';

const PEOPLE = 600;
const TODAY = '2026-12-15';

const directory = mkdtempSync(path.join(tmpdir(), 'fournets-watch-'));
let product: Product;

beforeAll(async () => {
  product = await startProduct(directory, {
    FOURNETS_DEMO_PEOPLE: String(PEOPLE),
    FOURNETS_TODAY: TODAY,
    RULES_WATCH: 'on',
  });
});
afterAll(async () => {
  await product.stop('SIGKILL');
  keepLogsOf(directory);
  rmSync(directory, { recursive: true, force: true });
});

const asked = async (person: PersonName, query: string): Promise<Readonly<Record<string, unknown>>> => {
  const { data, errors } = await ask(product.url, query, await headersOf(directory, person));
  expect(errors).toBeUndefined();
  return data as Record<string, unknown>;
};

/** Looks again until something is so; the test's own time is the limit. */
const until = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await delay(100);
  }
};

const runOfTheDay = () =>
  until(async () => {
    const { ruleRuns } = (await asked(
      'director',
      '{ ruleRuns(first: 10) { nodes { reason state institution { code } progress { hits unknown } } } }',
    )) as { ruleRuns: { nodes: { reason: string; state: string; progress: { unknown: number } }[] } };
    return ruleRuns.nodes.find(({ reason, state }) => reason === 'SCHEDULED' && state === 'DONE');
  });

/** State of what R12 says of a person. */
const paidAfterDeath = (pid: string, wanted: string) =>
  until(async () => {
    const { findings } = (await asked(
      'director',
      `{ findings(ruleId: "R12", subject: "${pid}") { nodes { state } } }`,
    )) as { findings: { nodes: { state: string }[] } };
    return findings.nodes.find(({ state }) => state === wanted);
  });

const recordDeath = async (pid: string): Promise<void> => {
  await asked(
    'hr-clerk',
    `mutation { recordDeath(input: { pid: "${pid}", diedOn: "2025-06-01", sourceDocument: "证〔2025〕1号" }) { id } }`,
  );
};

const living = async (): Promise<string[]> => {
  const { people } = (await asked(
    'hr-clerk',
    '{ people(first: 300) { nodes { pid death { diedOn } employments { validFrom validTo } } } }',
  )) as {
    people: {
      nodes: {
        pid: string;
        death: object | null;
        employments: { validFrom: string; validTo: string | null }[];
      }[];
    };
  };
  return people.nodes
    .filter(
      ({ death, employments }) =>
        death === null && employments.some((one) => one.validTo === null && one.validFrom < '2025-01-01'),
    )
    .map(({ pid }) => pid);
};

const children = (pid: number): number[] =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((entry) => {
      try {
        return readFileSync(`/proc/${entry}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(pid);
      } catch {
        return false;
      }
    })
    .map(Number);

/** The process of the product in which standing rules keep watch. */
const watching = (): number | undefined =>
  children(product.pid).find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('oversight'));

it('runs all rules once a day by itself', async () => {
  expect(await runOfTheDay()).toMatchObject({ progress: { unknown: 0 } });
});

/** How many subjects there are of each rule. */
const countByRule = (found: readonly { readonly rule: string; readonly subject: string }[]) => {
  const distinct = new Set(found.map(({ rule, subject }) => `${rule} ${subject}`));
  const rules = [...distinct].map((one) => one.split(' ')[0] ?? '');
  return Object.fromEntries(
    [...new Set(rules)].sort().map((id) => [id, rules.filter((rule) => rule === id).length]),
  );
};

const plantedByRule = () =>
  countByRule(
    casesIn(district(PEOPLE, DEMO_SEED, TODAY)).flatMap(({ rule, kind, subject }) =>
      kind === 'hit' ? [{ rule, subject: subject.pid ?? subject.institutionCode ?? '' }] : [],
    ),
  );

it('finds what is planted in the demo district of a day in the middle of a month, and nothing else', async () => {
  await runOfTheDay();
  const { findings } = (await asked(
    'director',
    '{ findings(first: 1000, present: true) { nodes { ruleId severity subject } } }',
  )) as { findings: { nodes: { ruleId: string; severity: string; subject: string }[] } };
  const severityOf = new Map(
    ruleFiles().map(({ file, text }) => [file.slice(0, 3), /severity: (\w+)/.exec(text)?.[1]]),
  );
  const found = findings.nodes.filter(({ ruleId, severity }) =>
    ['RED', severityOf.get(ruleId)].includes(severity),
  );
  expect(countByRule(found.map(({ ruleId: rule, subject }) => ({ rule, subject })))).toEqual(plantedByRule());
});

it('works off a run that somebody starts', async () => {
  await runOfTheDay();
  const { startRuleRun } = (await asked(
    'section-clerk',
    'mutation { startRuleRun(input: { asOf: "2026-10-31", reason: DEMAND, rules: [{ id: "R01", version: 1 }], bounds: [] }) { id } }',
  )) as { startRuleRun: { id: string } };
  const done = await until(async () => {
    const { ruleRun } = (await asked('section-clerk', `{ ruleRun(id: "${startRuleRun.id}") { state } }`)) as {
      ruleRun: { state: string };
    };
    return ruleRun.state === 'DONE' ? true : undefined;
  });
  expect(done).toBe(true);
});

it('finds by itself what a change of facts shows', async () => {
  await runOfTheDay();
  const [pid = ''] = await living();
  await recordDeath(pid);
  expect(await paidAfterDeath(pid, 'SUSPECTED')).toBeDefined();
});

it('goes on after its process was killed, and misses nothing meanwhile', async () => {
  await runOfTheDay();
  const [, pid = ''] = await living();
  const killed = watching();
  process.kill(killed ?? 0, 'SIGKILL');
  await recordDeath(pid);
  expect(await paidAfterDeath(pid, 'SUSPECTED')).toBeDefined();
  expect(watching()).not.toBe(killed);
});

it('ends with the product, in time', async () => {
  const pid = watching() ?? 0;
  expect(await product.stop()).toMatchObject({ code: 0 });
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});
