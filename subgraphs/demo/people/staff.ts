import type { Day } from '../base/calendar.ts';
import { ethnicity, fullName } from '../base/names.ts';
import type { Category, EntryReason, Sex } from '../base/vocabulary.ts';
import { categoryIn } from '../district/plan.ts';
import { bornToRetireFrom, type Bench } from './bench.ts';
import { documentNumber, settleCareer } from './career.ts';
import type { Decision, Dossier, Entry, Stay } from './dossier.ts';

/** What must hold of somebody; the rest is left to chance. */
export interface Wish {
  readonly sex?: Sex;
  /** Exactly this day of birth. */
  readonly born?: Day;
  /** Born this day or up to a few months later. */
  readonly bornAbout?: Day;
  readonly entered?: Day;
  readonly category?: Category;
  readonly body?: string;
  readonly decisions?: readonly Decision[];
}

const YEAR_DAYS = 365.25;
/** Nobody in post reaches the retirement age before this many days after the last day. */
const CLEAR_OF_RETIREMENT_DAYS = 150;

const years = (count: number): number => Math.round(count * YEAR_DAYS);

/** Birth of somebody in post: most are in the middle of their working life. */
const bornInPost = ({ chance, window, identities }: Bench, sex: Sex, category: Category): Day => {
  const who = { sex, worker: category === 'SUPPORT_WORKER' };
  const oldest = bornToRetireFrom(window.asOf + CLEAR_OF_RETIREMENT_DAYS, who);
  const youngest = window.asOf - years(27) - identities.spread;
  return oldest + Math.floor(((chance.next() + chance.next()) / 2) * (youngest - oldest));
};

const bornOfHire = ({ chance, identities }: Bench, entered: Day): Day =>
  entered - years(23) - chance.int(years(9)) - identities.spread;

const enteredOf = ({ chance, window }: Bench, born: Day): Day =>
  Math.min(born + years(22) + chance.int(years(5)), window.start - 60 - chance.int(400));

const educationOf = ({ chance, unit }: Bench, category: Category): string => {
  if (category === 'SUPPORT_WORKER')
    return chance.pick(['SENIOR_HIGH', 'SECONDARY_VOCATIONAL', 'JUNIOR_COLLEGE']);
  const draw = chance.next();
  if (draw < 0.02 && unit.people > 60) return 'DOCTORATE';
  if (draw < 0.2) return 'POSTGRADUATE';
  return draw < 0.85 ? 'UNDERGRADUATE' : 'JUNIOR_COLLEGE';
};

const DEGREES: Readonly<Record<string, string>> = {
  DOCTORATE: '博士',
  POSTGRADUATE: '硕士',
  UNDERGRADUATE: '学士',
};

const politicalOf = ({ chance, unit }: Bench): string => {
  if (unit.kind === 'DEMOCRATIC_PARTY')
    return chance.chance(0.6) ? 'DEMOCRATIC_PARTY_MEMBER' : 'PARTY_MEMBER';
  const draw = chance.next();
  if (draw < 0.62) return 'PARTY_MEMBER';
  return draw < 0.64 ? 'DEMOCRATIC_PARTY_MEMBER' : 'NONE';
};

const reasonOf = ({ chance }: Bench, category: Category): EntryReason => {
  if (category === 'PUBLIC_INSTITUTION') return 'PUBLIC_INSTITUTION_RECRUITMENT';
  return chance.chance(0.08) ? 'MILITARY_PLACEMENT' : 'RECRUITMENT';
};

/** An entry approved in time and put on the roster within days. */
export const properEntry = ({ chance }: Bench, reason: EntryReason, on: Day): Entry => {
  const approvedOn = on - 8 - chance.int(50);
  return {
    reason,
    approvalNumber: documentNumber('云编用', approvedOn, chance),
    approvedOn,
    expiresOn: approvedOn + 180,
    noticeNumber: documentNumber('云编入', on, chance),
    registeredOn: on + 1 + chance.int(14),
  };
};

/** A stay that all departments know of alike. */
const properStay = (bench: Bench, category: Category, from: Day, reason: EntryReason): Stay => ({
  unit: bench.unit,
  category,
  from,
  entry: properEntry(bench, reason, from),
  seated: true,
  employed: true,
  paid: true,
  exempt: false,
});

/** Title of somebody without a post in the leadership. */
export const memberTitle = ({ chance, unit }: Pick<Bench, 'chance' | 'unit'>, category: Category): string => {
  if (category === 'SUPPORT_WORKER') return '工勤人员';
  return category === 'LAW_ENFORCEMENT' ? '行政执法员' : chance.pick(unit.style.members);
};

interface Origin {
  readonly sex: Sex;
  readonly number: string;
  readonly born: Day;
}

/** A person without any post yet. */
export const newcomer = (
  bench: Bench,
  { sex, number, born }: Origin,
  category: Category,
  workStarted: Day,
): Dossier => {
  const education = educationOf(bench, category);
  return {
    number,
    pid: bench.pidOf(number),
    name: fullName(bench.chance, sex),
    sex,
    born,
    ethnicity: ethnicity(bench.chance),
    education,
    degree: DEGREES[education],
    political: politicalOf(bench),
    workStarted,
    trait: bench.chance.next(),
    status: 'ACTIVE',
    stays: [],
    posts: [],
    ranks: [],
    grades: [],
    decisions: [],
    loans: [],
    absences: [],
    extraPayments: [],
    enterprises: [],
    outsidePosts: [],
    offQuota: [],
    slip: {},
  };
};

const originOf = (bench: Bench, wish: Wish, category: Category): Origin => {
  const sex = wish.sex ?? (bench.chance.chance(0.52) ? 'MALE' : 'FEMALE');
  if (wish.born !== undefined) return { sex, ...bench.identities.exact(sex, wish.born) };
  const recent = wish.entered !== undefined && wish.entered >= bench.window.start - 60;
  const wanted =
    wish.bornAbout ?? (recent ? bornOfHire(bench, wish.entered) : bornInPost(bench, sex, category));
  return { sex, ...bench.identities.near(sex, wanted) };
};

/** Somebody in post without a leadership post, whose ranks and pay are not settled yet. */
export const draftMember = (bench: Bench, wish: Wish = {}): Dossier => {
  const { chance, unit } = bench;
  const body = wish.body ?? chance.pick(unit.bodies);
  const worker = wish.body === undefined && chance.chance(unit.style.workers);
  const category = wish.category ?? (worker ? 'SUPPORT_WORKER' : categoryIn(unit, body));
  const origin = originOf(bench, wish, category);
  const entered = wish.entered ?? enteredOf(bench, origin.born);
  const person = newcomer(bench, origin, category, entered);
  person.decisions.push(...(wish.decisions ?? []));
  person.stays.push(properStay(bench, category, entered, reasonOf(bench, category)));
  const title = memberTitle(bench, category);
  person.posts.push({
    unit,
    body,
    title,
    level: undefined,
    role: 'MEMBER',
    concurrent: false,
    from: entered,
  });
  return person;
};

/** Somebody in post as everybody else, ranks and pay settled: what the planted cases start from. */
export const member = (bench: Bench, wish: Wish = {}): Dossier => {
  const person = draftMember(bench, wish);
  settleCareer(person, bench.window);
  return person;
};
