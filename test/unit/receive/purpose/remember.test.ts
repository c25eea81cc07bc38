// How often a department is asked for a task.
import { KEPT_MS, rememberTasks } from '../../../../gateway/receive/purpose/remember.ts';
import type { Task } from '../../../../gateway/receive/purpose/task.ts';

const task = (id: string): Task => ({
  id,
  kind: 'DOCUMENT',
  documentNumber: '1',
  people: [],
  units: null,
  validFrom: '2026-01-01',
  validTo: null,
  state: 'ACTIVE',
});

let now = 0;
let asked: string[];
let known: Map<string, Task>;
beforeEach(() => {
  asked = [];
  known = new Map([['hr/1', task('1')]]);
});

const remembering = () =>
  rememberTasks(
    async (department, id) => {
      asked.push(`${department}/${id}`);
      if (id === 'broken') throw new Error('away');
      return known.get(`${department}/${id}`);
    },
    () => now,
  );

it('asks once for many requests within a second, also for what is not there', async () => {
  const tasks = remembering();
  const answers = await Promise.all(Array.from({ length: 20 }, () => tasks('hr', '1')));
  now += KEPT_MS - 1;
  answers.push(await tasks('hr', '1'));
  expect(new Set(answers)).toEqual(new Set([known.get('hr/1')]));
  expect([await tasks('hr', '2'), await tasks('hr', '2'), await tasks('finance', '1')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(asked).toEqual(['hr/1', 'hr/2', 'finance/1']);
});

it('sees a change within a second of it, counted from when it asked', async () => {
  const tasks = remembering();
  await tasks('hr', '1');
  known.set('hr/1', { ...task('1'), state: 'ENDED' });
  now += KEPT_MS;
  expect((await tasks('hr', '1'))?.state).toBe('ENDED');
});

it('keeps nothing for longer because the clock was set back', async () => {
  const tasks = remembering();
  await tasks('hr', '1');
  now -= 60_000;
  await tasks('hr', '1');
  expect(asked).toEqual(['hr/1', 'hr/1']);
});

it('asks again at once where there was no answer', async () => {
  const tasks = remembering();
  await expect(tasks('hr', 'broken')).rejects.toThrow('away');
  await expect(tasks('hr', 'broken')).rejects.toThrow('away');
  expect(asked).toEqual(['hr/broken', 'hr/broken']);
});
