import { addMonths, firstDay } from '../base/calendar.ts';
import type { UnitFacts } from '../district/facts.ts';
import { bodyLevel } from '../district/plan.ts';
import type { Bench } from '../people/bench.ts';
import { settleCareer } from '../people/career.ts';
import type { Dossier } from '../people/dossier.ts';
import { appoint, bodyHeadTitle } from '../people/leadership.ts';
import { member } from '../people/staff.ts';
import type { Recipe } from './recipe.ts';

const bodyHead = (bench: Bench, body: string): Dossier => {
  const person = member(bench, {
    category: bench.unit.style.category,
    body: bench.unit.bodies[0]!,
    entered: addMonths(bench.window.asOf, -130),
  });
  appoint(
    person,
    { body, title: bodyHeadTitle(body), level: bodyLevel(bench.unit.grade), role: 'HEAD' },
    firstDay(bench.window.last - 15),
  );
  settleCareer(person, bench.window);
  return person;
};

const formerHead = (bench: Bench): Dossier => {
  const person = bodyHead(bench, bench.unit.bodies[0]!);
  const on = firstDay(bench.window.last - 5);
  const post = person.posts.at(-1)!;
  post.to = on;
  person.posts.push({ ...person.posts[0]!, from: on, to: undefined });
  settleCareer(person, bench.window);
  return person;
};

const bodies = { about: 'unit', people: 0, slot: 'bodies' } as const;

/** The first body had another name until its people got new posts. */
const bodyRenamed = (facts: UnitFacts, cast: readonly Dossier[], { window }: Bench): void => {
  const on = firstDay(window.last - 5);
  const old = `原${facts.bodies[0]!.name}`;
  facts.bodies.push({ ...facts.bodies[0]!, name: old, to: on });
  for (const person of cast) {
    const post = person.posts.at(-1)!;
    person.posts = [...person.posts.slice(0, -1), { ...post, body: old, to: on }, { ...post, from: on }];
  }
};

/** Internal bodies and their posts against the approved plan. */
export const bodyRecipes: readonly Recipe[] = [
  {
    ...bodies,
    rule: 'R29',
    kind: 'hit',
    variant: 'body-not-in-the-plan',
    people: 1,
    cast: (bench) => [bodyHead(bench, '专项工作科')],
    en: 'Somebody heads an internal body that the approved plan does not have.',
    zh: '任免中出现三定方案没有的内设机构。',
  },
  {
    ...bodies,
    rule: 'R29',
    kind: 'hit',
    variant: 'two-heads-of-a-body',
    people: 2,
    cast: (bench) => [bodyHead(bench, bench.unit.bodies[0]!), bodyHead(bench, bench.unit.bodies[0]!)],
    en: 'An internal body with one head post has two heads.',
    zh: '内设机构核定正职一名，实配两名。',
  },
  {
    ...bodies,
    rule: 'R29',
    kind: 'near-miss',
    variant: 'head-succeeded',
    people: 2,
    cast: (bench) => [bodyHead(bench, bench.unit.bodies[0]!), formerHead(bench)],
    en: 'The internal body had two heads for a while; one has gone back to the ranks.',
    zh: '内设机构负责人已交接，前任已免职。',
  },
  {
    ...bodies,
    rule: 'R29',
    kind: 'near-miss',
    variant: 'body-renamed',
    people: 1,
    cast: (bench) => [bodyHead(bench, bench.unit.bodies[0]!)],
    shape: bodyRenamed,
    en: 'The old name of a renamed internal body is in the plan up to the change.',
    zh: '内设机构更名，原名称在更名前有效。',
  },
];
