// What a stress test of a rule comes to.
import { scoreRule, stood, type Planted, type Said } from '../../../gateway/oversight/stress/score.ts';

const planted = (kind: Planted['kind'], ...subjects: readonly string[]): Planted[] =>
  subjects.map((subject) => ({
    rule: 'R12',
    kind,
    subject,
    variant: 'v',
    explanation: { en: 'e', zh: '说' },
  }));
const hits = (...subjects: readonly string[]): Said[] =>
  subjects.map((subject) => ({ rule: 'R12', subject, unknown: [] }));

const FAULTS = [...planted('hit', 'a', 'b'), ...planted('near-miss', 'x', 'y')];

it('is whole where each fault is found and nothing else', () => {
  const score = scoreRule('R12', FAULTS, hits('own'), hits('own', 'a', 'b'));
  expect(score).toMatchObject({ planted: 2, found: 2, nearMisses: 2, own: 1, recall: 1, precision: 1 });
  expect([score.missed, score.fired, score.others, score.gone]).toEqual([[], [], [], []]);
  expect(stood(score)).toBe(true);
});

it('names the faults that are missed, and the owners that did not answer about them', () => {
  const after = [...hits('a'), { rule: 'R12', subject: 'b', unknown: ['hr'] }];
  const score = scoreRule('R12', FAULTS, [], after);
  expect(score).toMatchObject({
    found: 1,
    recall: 0.5,
    precision: 1,
    missed: [{ subject: 'b', owners: ['hr'] }],
  });
  expect(stood(score)).toBe(false);
});

it('names the near misses that fired, and what is hit without having been planted', () => {
  const score = scoreRule('R12', FAULTS, hits('own'), hits('own', 'a', 'b', 'x', 'z'));
  expect(score).toMatchObject({ recall: 1, precision: 0.5, fired: [{ subject: 'x' }], others: ['z'] });
  expect(stood(score)).toBe(false);
});

it('names what is hit no more', () => {
  expect(scoreRule('R12', FAULTS, hits('own', 'other'), hits('own', 'a', 'b')).gone).toEqual(['other']);
});

it('does not stand where nothing was planted, and takes nothing of other rules', () => {
  const other = FAULTS.map((one) => ({ ...one, rule: 'R13' }));
  const score = scoreRule('R12', other, [], [{ rule: 'R13', subject: 'a', unknown: [] }]);
  expect(score).toMatchObject({ planted: 0, recall: null, precision: null, others: [] });
  expect(stood(score)).toBe(false);
});

it('counts a subject once that is planted twice', () => {
  expect(scoreRule('R12', [...FAULTS, ...FAULTS], [], hits('a', 'b'))).toMatchObject({
    planted: 2,
    found: 2,
  });
});
