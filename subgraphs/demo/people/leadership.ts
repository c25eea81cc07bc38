import { addMonths, type Day } from '../base/calendar.ts';
import { bodyLevel, deputyLevel, headLevel } from '../district/plan.ts';
import type { Level, Role } from '../base/vocabulary.ts';
import type { Bench } from './bench.ts';
import { mainStay, type Dossier } from './dossier.ts';

/** How many leaders a unit may have, and the posts of its bodies. */
export interface Leadership {
  readonly heads: number;
  readonly deputies: number;
  readonly bodyDeputies: number;
}

/** Posts that a planted case fills: those of the unit's leaders, or those of its first body. */
export interface Reserved {
  readonly noLeaders: boolean;
  readonly noBodyHead: boolean;
}

/** Leaders may be this share of the people in post, so that no unit is top-heavy. */
const LEADER_SHARE = 0.28;
const MOST_DEPUTIES = 4;
/** A unit where fewer are in post is led from above. */
const FEWEST_TO_LEAD = 4;

/** The limits that suit a unit with so many people in post. */
export const leadershipFor = (inPost: number): Leadership => ({
  heads: inPost >= FEWEST_TO_LEAD ? 1 : 0,
  deputies: Math.min(MOST_DEPUTIES, Math.max(0, Math.floor(inPost * LEADER_SHARE) - 1)),
  bodyDeputies: inPost >= 40 ? 1 : 0,
});

const TITLES: readonly (readonly [RegExp, string])[] = [
  [/镇人民政府$/, '镇长'],
  [/法院$/, '院长'],
  [/检察院$/, '检察长'],
  [/(医院|卫生院)$/, '院长'],
  [/(小学|中学|学校)$/, '校长'],
  [/幼儿园$/, '园长'],
  [/馆$/, '馆长'],
  [/局$/, '局长'],
  [/部$/, '部长'],
  [/(总工会|协会|联合会|社)$/, '主席'],
  [/共青团.*委员会$/, '书记'],
];

/** Title of the head of a unit. */
export const headTitle = (unitName: string): string =>
  TITLES.find(([ending]) => ending.test(unitName))?.[1] ?? '主任';

const BODY_TITLES: Readonly<Record<string, string>> = {
  科: '科长',
  庭: '庭长',
  局: '局长',
  队: '队长',
  部: '部长',
};

/** Title of the head of a body inside a unit, e.g. 办公室主任. */
export const bodyHeadTitle = (body: string): string => {
  const ending = body.slice(-1);
  const title = BODY_TITLES[ending];
  return title === undefined ? `${body}主任` : `${body}${title.slice(1)}`;
};

/** A post of leadership to rise to. */
export interface Rising {
  readonly body?: string | undefined;
  readonly title: string;
  readonly level: Level;
  readonly role: Role;
}

/** Lets somebody rise to a post on a day; the post before ends. */
export const appoint = (person: Dossier, post: Rising, on: Day): void => {
  const { unit } = mainStay(person);
  const before = person.posts.findLast(({ concurrent }) => !concurrent);
  if (before !== undefined) before.to = on;
  person.posts.push({
    unit,
    body: post.body,
    title: post.title,
    level: post.level,
    role: post.role,
    concurrent: false,
    from: on,
  });
};

const SERVICE_YEARS = 5;

/** The day of a promotion: after some years of service, one to eight years ago. */
const promotionDay = ({ chance, window }: Bench, person: Dossier): Day => {
  const earliest = addMonths(mainStay(person).from, 18);
  return Math.min(window.eventsTo, Math.max(earliest, window.asOf - 365 - chance.int(365 * 7)));
};

const suitable = (person: Dossier, { window }: Bench): boolean => {
  const { from, category } = mainStay(person);
  const senior = from < addMonths(window.asOf, -12 * SERVICE_YEARS);
  return senior && category !== 'SUPPORT_WORKER' && person.decisions.length === 0;
};

type Rise = (post: Rising, from: readonly Dossier[]) => void;

const unitLeaders = (
  { unit, chance }: Bench,
  rise: Rise,
  pool: readonly Dossier[],
  limits: Leadership,
): void => {
  const title = headTitle(unit.name);
  const general = pool.filter((person) => mainStay(person).category === unit.style.category);
  if (limits.heads > 0) rise({ title, level: headLevel(unit.grade), role: 'HEAD' }, general);
  for (let order = chance.chance(0.3) ? 1 : 0; order < limits.deputies; order += 1)
    rise({ title: `副${title}`, level: deputyLevel(unit.grade), role: 'DEPUTY' }, general);
};

const bodyLeaders = (
  { unit, chance }: Bench,
  rise: Rise,
  body: string,
  pool: readonly Dossier[],
  deputy: boolean,
): void => {
  const here = pool.filter((person) => person.posts[0]!.body === body);
  const level = bodyLevel(unit.grade);
  if (chance.chance(0.88)) rise({ body, title: bodyHeadTitle(body), level, role: 'HEAD' }, here);
  if (deputy && chance.chance(0.7))
    rise({ body, title: `副${bodyHeadTitle(body)}`, level, role: 'DEPUTY' }, here.slice(1));
};

/** Appoints heads and deputies of the unit and of its bodies out of the people in post, within the limits. */
export const appointLeaders = (
  bench: Bench,
  people: readonly Dossier[],
  limits: Leadership,
  { noLeaders, noBodyHead }: Reserved,
): void => {
  const pool = people
    .filter((person) => suitable(person, bench))
    .sort((a, b) => mainStay(a).from - mainStay(b).from);
  const rise: Rise = (post, from) => {
    const person = from.find((candidate) => pool.includes(candidate));
    if (person === undefined) return;
    pool.splice(pool.indexOf(person), 1);
    appoint(person, post, promotionDay(bench, person));
  };
  if (!noLeaders) unitLeaders(bench, rise, [...pool], limits);
  for (const body of noBodyHead ? bench.unit.bodies.slice(1) : bench.unit.bodies)
    bodyLeaders(bench, rise, body, [...pool], limits.bodyDeputies > 0);
};
