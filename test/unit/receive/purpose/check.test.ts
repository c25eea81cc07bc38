// A task as somebody's purpose: who is on it, and when it holds.
import { judgeTask, objectionToDepartment } from '../../../../gateway/receive/purpose/check.ts';
import { readTaskName } from '../../../../gateway/receive/purpose/header.ts';
import type { Task } from '../../../../gateway/receive/purpose/task.ts';
import { viewerOf } from '../../../../schema/viewer.ts';

const TODAY = '2026-06-15';

const TASK: Task = {
  id: '12',
  kind: 'INVESTIGATION',
  documentNumber: '云纪立〔2026〕7号',
  people: ['shen', 'partner-system'],
  units: null,
  validFrom: '2026-06-01',
  validTo: '2026-07-01',
  state: 'ACTIVE',
};

const viewer = (subject: string, department?: 'discipline' | 'hr') =>
  viewerOf({ subject, kind: 'person', roles: [], department, units: [], clientId: 'console' });
const SHEN = viewer('shen', 'discipline');

it.each([
  ['on its first day', { validFrom: TODAY }],
  ['on its last day', { validTo: '2026-06-16' }],
  ['without an end', { validTo: null }],
])('takes a task %s', (_when, change) => {
  const task = { ...TASK, ...change };
  expect(judgeTask(task, SHEN, TODAY)).toBe(task);
});

it.each([
  ['the day before its first', { validFrom: '2026-06-16' }, 'not in force yet'],
  ['on the day of its end', { validTo: TODAY }, 'no longer in force'],
  ['that was ended', { state: 'ENDED' }, 'ended'],
  ['in a state that it does not know', { state: 'PLANNED' }, 'ended'],
  ['of other people', { people: ['partner-system', 'Shen', 'shen '] }, 'not on it'],
  ['of nobody', { people: [] }, 'not on it'],
])('refuses a task %s', (_when, change, reason) => {
  expect(judgeTask({ ...TASK, ...change }, SHEN, TODAY)).toEqual({
    reason: expect.stringContaining(reason),
    reasonZh: expect.stringMatching(/\p{Script=Han}/u),
  });
});

it('says the same to who is not on a task, whether or not there is one, and in whatever state', () => {
  const stranger = viewer('li', 'discipline');
  const answers = [undefined, TASK, { ...TASK, state: 'ENDED' }, { ...TASK, validTo: TODAY }].map((task) =>
    judgeTask(task, stranger, TODAY),
  );
  expect(new Set(answers).size).toBe(1);
});

it('refuses who is not of the department that acts', () => {
  expect(objectionToDepartment('discipline', SHEN)).toBeUndefined();
  expect(objectionToDepartment('hr', SHEN)).toBeDefined();
  expect(objectionToDepartment('hr', viewer('sun'))).toBeDefined();
});

it.each(['hr/12', 'discipline/0192f-a.b_c~d'])('reads %s', (header) => {
  expect(Object.values(readTaskName(header)).join('/')).toBe(header);
});

it.each([
  '',
  'hr',
  'hr/',
  '/12',
  'police/12',
  'HR/12',
  'constructor/12',
  'hr/1 2',
  'hr/1/2',
  ' hr/12',
  'hr/12, hr/13',
  'hr/12\n',
  'hr/ä',
  `hr/${'1'.repeat(65)}`,
])('refuses %j, and does not repeat it', (header) => {
  expect(() => readTaskName(header)).toThrow(
    expect.objectContaining({
      code: 'PURPOSE_MALFORMED',
      details: { departments: 'establishment, discipline, organization, hr, finance' },
    }),
  );
});
