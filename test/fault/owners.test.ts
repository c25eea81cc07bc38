// Every fault, of one owner, of two and of all: right values or none, each gap explained, in time, and back in time.
import type { ProxyMode } from '../support/fault-proxy.ts';
import { FAULTS } from '../support/faults.ts';
import {
  FIELD_OWNERS,
  OWNERS,
  QUESTIONS,
  startLanes,
  type Lane,
  type Lanes,
  type OwnerName,
} from '../support/fault-graph.ts';
import { objections, type NeedsOf } from '../support/fault-oracle.ts';
import { record, report } from '../support/fault-figures.ts';

/** What the gateway promises. Source: trust.md, figures. */
const ANSWER_MS = 2_500;
const RECOVERY_MS = 2_000;

/** A healthy answer takes a tenth of that on an idle machine; the gateway itself calls an owner late after twice that. */
const BUSY_MS = 100;

const ATTEMPTS_MAX = 5;

/** Between the beginnings of two cases. */
const APART_MS = 60;

const CASES: readonly (readonly OwnerName[])[] = [
  ['registry'],
  ['posts'],
  ['pay'],
  ['registry', 'posts'],
  ['registry', 'pay'],
  ['posts', 'pay'],
  OWNERS,
];

const needsOf: NeedsOf = (path) => new Set(path.flatMap((step) => FIELD_OWNERS[step] ?? []));

let all: Lanes;
beforeAll(async () => {
  all = await startLanes(CASES.length + 1);
});
afterAll(async () => {
  await all.close();
  report();
});

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

const isWhole = async ({ ask }: Lane): Promise<boolean> => {
  for (const [index, question] of QUESTIONS.entries()) {
    const { data, errors } = await ask(question);
    if (errors.length > 0 || JSON.stringify(data) !== JSON.stringify(all.right[index])) return false;
  }
  return true;
};

/** Milliseconds until all questions have whole answers again. */
const recovery = async (lane: Lane): Promise<number> => {
  const started = performance.now();
  while (!(await isWhole(lane)) && performance.now() - started < 2 * RECOVERY_MS) await pause(100);
  return performance.now() - started;
};

/** What is wrong while owners are faulty: at first, when all questions come at once, and again, when much is known. */
const complaints = async (lane: Lane, faulty: readonly OwnerName[], name: string): Promise<string[]> => {
  const found: string[] = [];
  for (const round of ['first', 'second']) {
    const answers = await Promise.all(QUESTIONS.map((question) => lane.ask(question)));
    answers.forEach((seen, index) => {
      record(name, 'answer', seen.milliseconds);
      const wrong = objections(all.right[index], seen, faulty, needsOf);
      if (seen.milliseconds > ANSWER_MS) wrong.push(`took ${Math.round(seen.milliseconds)} ms`);
      found.push(...wrong.map((what) => `${faulty.join('+')}, ${round}, ${QUESTIONS[index]}: ${what}`));
    });
  }
  return found;
};

const MODES = [['is dead', 'dead'] as const, ...Object.entries(FAULTS)];

const tryCases = async (name: string, mode: ProxyMode): Promise<string[]> => {
  const found = await Promise.all(
    CASES.map(async (faulty, index) => {
      const lane = all.lanes[index];
      if (lane === undefined) return ['no lane'];
      // Cases wait at the same time, but each begins by itself: all of it is one process.
      await pause(index * APART_MS);
      await lane.become(mode, faulty);
      const complained = await complaints(lane, faulty, name);
      await lane.become('pass');
      const milliseconds = await recovery(lane);
      record(name, 'recovery', milliseconds);
      return milliseconds > RECOVERY_MS
        ? [...complained, `${faulty.join('+')}: whole again after ${Math.round(milliseconds)} ms`]
        : complained;
    }),
  );
  return found.flat();
};

/** Slowest answer of a gateway whose owners are all well, while something goes on. */
const healthyMsDuring = async (work: Promise<unknown>): Promise<number> => {
  let [slowest, over] = [0, false];
  const end = (): void => {
    over = true;
  };
  work.then(end, end);
  while (!over) {
    const seen = await all.lanes.at(-1)?.ask(QUESTIONS[0]);
    slowest = Math.max(slowest, seen?.milliseconds ?? 0);
    await pause(100);
  }
  return slowest;
};

/** What is wrong. Where healthy owners, too, answered late, the machine was at fault, and the cases are tried again. */
const tryOut = async (name: string, mode: ProxyMode): Promise<string[]> => {
  for (let attempt = 1; ; attempt++) {
    const cases = tryCases(name, mode);
    const [found, healthyMs] = await Promise.all([cases, healthyMsDuring(cases)]);
    if (found.length === 0 || healthyMs < BUSY_MS || attempt === ATTEMPTS_MAX) return found;
  }
};

it.each(MODES)('gives the others’ part and says what is missing where an owner %s', async (name, mode) => {
  expect(await tryOut(name, mode)).toEqual([]);
});
