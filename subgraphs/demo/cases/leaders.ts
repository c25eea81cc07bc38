import { addMonths, firstDay } from '../base/calendar.ts';
import { above, bodyLevel, deputyLevel, headLevel, type UnitPlan } from '../district/plan.ts';
import type { UnitFacts } from '../district/facts.ts';
import type { Bench } from '../people/bench.ts';
import { settleCareer } from '../people/career.ts';
import type { Dossier, Post } from '../people/dossier.ts';
import { appoint, bodyHeadTitle, headTitle } from '../people/leadership.ts';
import { draftMember } from '../people/staff.ts';
import type { Recipe } from './recipe.ts';

const veteran = (bench: Bench, body?: string): Dossier =>
  draftMember(bench, {
    category: bench.unit.style.category,
    body: body ?? bench.unit.bodies[0]!,
    entered: addMonths(bench.window.asOf, -12 * 14),
    bornAbout: addMonths(bench.window.asOf, -12 * 40) - bench.identities.spread,
  });

/** Somebody risen to a post of the unit's leadership a year and a half ago. */
const risen = (
  bench: Bench,
  post: { body?: string; title: string; level: Post['level'] & string; role: 'HEAD' | 'DEPUTY' },
): Dossier => {
  const person = veteran(bench, post.body);
  appoint(person, post, firstDay(bench.window.last - 18));
  settleCareer(person, bench.window);
  return person;
};

const deputy = (bench: Bench): Dossier =>
  risen(bench, {
    title: `副${headTitle(bench.unit.name)}`,
    level: deputyLevel(bench.unit.grade),
    role: 'DEPUTY',
  });

const deputiesOf = (bench: Bench, count: number): Dossier[] =>
  Array.from({ length: count }, () => deputy(bench));

const limitDeputies =
  (deputies: number) =>
  (facts: UnitFacts): void => {
    for (const limit of facts.limits) if (limit.role === 'DEPUTY') limit.number = deputies;
  };

const midsize = (unit: UnitPlan): boolean => unit.people >= 16;
const graded = (unit: UnitPlan): boolean => midsize(unit) && unit.grade !== 'SECTION_HEAD';

/** Cases with leaders are planted into units whose own leadership is left out; the cast is all there is. */
const headOf = (bench: Bench): Dossier =>
  risen(bench, { title: headTitle(bench.unit.name), level: headLevel(bench.unit.grade), role: 'HEAD' });

const overRankHead = (bench: Bench, document: string | undefined): Dossier => {
  const body = bench.unit.bodies[0]!;
  const level = above(bodyLevel(bench.unit.grade));
  const person = risen(bench, { body, title: bodyHeadTitle(body), level, role: 'HEAD' });
  person.posts.at(-1)!.document = document;
  return person;
};

const overRankOfUnit = (bench: Bench): Dossier =>
  risen(bench, {
    title: headTitle(bench.unit.name),
    level: above(headLevel(bench.unit.grade)),
    role: 'HEAD',
  });

const leaders = { about: 'unit', slot: 'leaders' } as const;

export const leaderRecipes: readonly Recipe[] = [
  {
    ...leaders,
    rule: 'R04',
    kind: 'hit',
    variant: 'one-deputy-too-many',
    people: 4,
    fits: midsize,
    cast: (bench) => [headOf(bench), ...deputiesOf(bench, 3)],
    shape: limitDeputies(2),
    en: 'Three deputies hold two approved posts.',
    zh: '核定副职两名，实配三名。',
  },
  {
    ...leaders,
    rule: 'R04',
    kind: 'near-miss',
    variant: 'all-posts-taken',
    people: 4,
    fits: midsize,
    cast: (bench) => [headOf(bench), ...deputiesOf(bench, 3)],
    shape: limitDeputies(3),
    en: 'Three deputies hold three approved posts.',
    zh: '核定副职三名，实配三名。',
  },
  {
    ...leaders,
    rule: 'R04',
    kind: 'near-miss',
    variant: 'deputy-left',
    people: 4,
    fits: midsize,
    cast: (bench) => {
      const [first, ...others] = deputiesOf(bench, 3);
      const post = first!.posts.at(-1)!;
      post.to = firstDay(bench.window.last - 4);
      first!.posts.push({ ...first!.posts[0]!, from: post.to, to: undefined });
      settleCareer(first!, bench.window);
      return [headOf(bench), first!, ...others];
    },
    shape: limitDeputies(2),
    en: 'A third deputy was removed from the post before the day.',
    zh: '第三名副职此前已免职。',
  },
  {
    ...leaders,
    rule: 'R04',
    kind: 'near-miss',
    variant: 'concurrent-post',
    people: 4,
    fits: midsize,
    cast: (bench) => {
      const third = deputy(bench);
      const post = third.posts.pop()!;
      third.posts[0]!.to = undefined;
      third.posts.push({ ...post, concurrent: true });
      settleCareer(third, bench.window);
      return [headOf(bench), ...deputiesOf(bench, 2), third];
    },
    shape: limitDeputies(2),
    en: 'The third deputy holds the post concurrently, outside the approved number.',
    zh: '第三名副职为兼任，不占职数。',
  },
  {
    ...leaders,
    about: 'person',
    rule: 'R05',
    kind: 'hit',
    variant: 'head-of-unit-over-grade',
    people: 1,
    fits: graded,
    cast: (bench) => [overRankOfUnit(bench)],
    follows: [{ rule: 'R04', about: 'unit' }],
    en: 'The head ranks a level above the unit, without a document; the register approves no post of that level.',
    zh: '单位正职高于机构规格，无高配文件，也无相应职数。',
  },
  {
    about: 'person',
    slot: 'bodies',
    rule: 'R05',
    kind: 'hit',
    variant: 'head-of-body-over-grade',
    people: 1,
    fits: graded,
    cast: (bench) => [overRankHead(bench, undefined)],
    en: 'The head of an internal body ranks a level above it, without a document.',
    zh: '内设机构负责人高于应有层次，无高配文件。',
  },
  {
    about: 'person',
    slot: 'bodies',
    rule: 'R05',
    kind: 'near-miss',
    variant: 'over-rank-with-document',
    people: 1,
    fits: graded,
    cast: (bench) => [overRankHead(bench, '云组干〔2024〕18号')],
    en: 'The head of an internal body ranks a level above it, and a document says so.',
    zh: '内设机构负责人高配，有批准文件。',
  },
  {
    ...leaders,
    rule: 'R06',
    kind: 'hit',
    variant: 'no-head-and-too-many-deputies',
    people: 3,
    fits: midsize,
    cast: (bench) => deputiesOf(bench, 3),
    shape: limitDeputies(2),
    follows: [{ rule: 'R04', about: 'unit' }],
    en: 'The post of the head is vacant while there are more deputies than approved.',
    zh: '正职空缺，副职超出核定职数。',
  },
  {
    ...leaders,
    rule: 'R06',
    kind: 'hit',
    variant: 'more-leaders-than-staff',
    people: 5,
    calm: true,
    fits: (unit) => unit.people <= 12,
    cast: (bench) => [headOf(bench), ...deputiesOf(bench, 4)],
    shape: limitDeputies(4),
    en: 'More than two fifths of the people in post are leaders, all within the approved numbers.',
    zh: '领导人数占在编人员四成以上，均未超核定职数。',
  },
  {
    ...leaders,
    rule: 'R06',
    kind: 'near-miss',
    variant: 'no-head-but-deputies-within-limit',
    people: 3,
    fits: midsize,
    cast: (bench) => deputiesOf(bench, 3),
    shape: limitDeputies(3),
    en: 'The post of the head is vacant; the deputies are within their limit.',
    zh: '正职空缺，副职未超核定职数。',
  },
  {
    ...leaders,
    rule: 'R06',
    kind: 'near-miss',
    variant: 'head-and-full-deputies',
    people: 3,
    fits: midsize,
    cast: (bench) => [headOf(bench), ...deputiesOf(bench, 2)],
    shape: limitDeputies(2),
    en: 'Head and deputies fill all approved posts of a unit with enough staff.',
    zh: '正副职按核定职数配齐，工作人员充足。',
  },
];
