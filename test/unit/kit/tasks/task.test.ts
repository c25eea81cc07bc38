// When data is read for a task, and when not.
import { hindranceOf } from '../../../../subgraphs/kit/tasks/task.ts';
import { viewerWith } from '../../../support/sharing.ts';

const task = {
  people: ['investigator', 'partner-system'],
  state: 'ACTIVE',
  validFrom: '2026-01-01',
  validTo: '2027-01-01',
} as const;
const viewer = viewerWith({ subject: 'investigator', department: 'discipline' });
const hindrance = (changed: object = {}, who = viewer, today = '2026-06-15') =>
  hindranceOf({ ...task, ...changed }, 'discipline', who, today);

it('is a purpose for the people and the systems on it, on each of its days', () => {
  expect(hindrance()).toBeUndefined();
  expect(hindrance({}, { ...viewer, kind: 'system', subject: 'partner-system' })).toBeUndefined();
  expect(hindrance({}, viewer, '2026-01-01')).toBeUndefined();
  expect(hindrance({}, viewer, '2026-12-31')).toBeUndefined();
  expect(hindrance({ validTo: null }, viewer, '2099-01-01')).toBeUndefined();
});

it.each([
  ['OTHER_DEPARTMENT', {}, { ...viewer, department: 'hr' as const }, '2026-06-15'],
  ['OTHER_DEPARTMENT', {}, { ...viewer, department: undefined }, '2026-06-15'],
  ['NOT_ON_TASK', {}, { ...viewer, subject: 'clerk' }, '2026-06-15'],
  ['ENDED', { state: 'ENDED' }, viewer, '2026-06-15'],
  ['NOT_YET_IN_FORCE', {}, viewer, '2025-12-31'],
  ['EXPIRED', {}, viewer, '2027-01-01'],
])('is none: %s', (reason, changed, who, today) => {
  expect(hindrance(changed, who, today)).toBe(reason);
});
