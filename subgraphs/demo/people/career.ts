import { addMonths, dayText, firstDay, monthOf, yearOf, type Day, type Window } from '../base/calendar.ts';
import type { Random } from '../base/random.ts';
import { barsPaySteps, hasRank, lowersPay, RANKS, type Level } from '../base/vocabulary.ts';
import { mainStay, type Decision, type Dossier, type PayGrade, type RankHolding } from './dossier.ts';

/** Months of service after which each rank above the first is reached. */
const RANK_MONTHS = [14, 60, 96, 140, 190, 250, 330] as const;

/** True when a sanction bars the person from promotion on the day, its last day included. */
const barred = (decisions: readonly Decision[], day: Day): boolean =>
  decisions.some(({ on, influenceEnds }) => day >= on && influenceEnds !== undefined && day <= influenceEnds);

/** Ranks from the entry on, each reached after its months of service, later where a sanction bars it. */
const ranksOf = (person: Dossier, entered: Day, window: Window): RankHolding[] => {
  const holdings: RankHolding[] = [{ rank: RANKS[0], from: entered }];
  RANK_MONTHS.forEach((months, order) => {
    const on = addMonths(entered, months + Math.floor(person.trait * 9));
    const rank = RANKS[order + 1]!;
    if (on > window.eventsTo || barred(person.decisions, on)) return;
    holdings.at(-1)!.to = on;
    holdings.push({ rank, from: on });
  });
  return holdings;
};

const LEVEL_FEN: Readonly<Record<Level, number>> = {
  SECTION: 300_00,
  TOWNSHIP_DEPUTY: 700_00,
  TOWNSHIP_HEAD: 1200_00,
  COUNTY_DEPUTY: 1900_00,
  COUNTY_HEAD: 2600_00,
};

const STEP_FEN = 180_00;
const RANK_FEN = 260_00;
/** Monthly pay of a beginner. */
const BASE_FEN = 4800_00;
/** A sanction of 降级 and above costs a tenth. */
const SANCTIONED = 0.9;

const payOf = (person: Dossier, day: Day, step: number): number => {
  const rank = person.ranks.findLastIndex(({ from }) => from <= day);
  const level = person.posts.findLast((post) => post.from <= day && post.level !== undefined)?.level;
  return (
    BASE_FEN + step * STEP_FEN + Math.max(0, rank) * RANK_FEN + (level === undefined ? 0 : LEVEL_FEN[level])
  );
};

const stepBarred = (decisions: readonly Decision[], day: Day): boolean =>
  barred(
    decisions.filter(({ measure }) => barsPaySteps(measure)),
    day,
  );

/** Days within the window on which the pay may change: each January for half of the people, promotions, sanctions. */
const payChanges = (
  person: Dossier,
  start: Day,
  window: Window,
): { on: Day; reason: PayGrade['reason'] }[] => {
  const parity = person.trait < 0.5 ? 0 : 1;
  const steps = [yearOf(window.start) + 1, yearOf(window.start) + 2]
    .filter((year) => year % 2 === parity)
    .map((year) => ({ on: firstDay(year * 12), reason: 'STEP' as const }))
    .filter(({ on }) => on <= window.asOf && !stepBarred(person.decisions, on));
  const promotions = [...person.ranks, ...person.posts.filter(({ level }) => level !== undefined)]
    .map(({ from }) => ({ on: firstDay(monthOf(from) + 1), reason: 'PROMOTION' as const }))
    .filter(({ on }) => on <= window.asOf && !stepBarred(person.decisions, on));
  const sanctions = person.decisions
    .filter(({ measure }) => lowersPay(measure))
    .map(({ on }) => ({ on: on + 12, reason: 'SANCTION' as const }));
  return [...steps, ...promotions, ...sanctions].filter(({ on }) => on > start).sort((a, b) => a.on - b.on);
};

/** The pay grades from the last pay standard, or from the entry, on. */
const gradesOf = (person: Dossier, entered: Day, window: Window): PayGrade[] => {
  const standard = firstDay((yearOf(window.start) - 1) * 12);
  const start = Math.max(entered, standard);
  const prefix = person.ranks.length > 0 ? '行政' : '岗位';
  let step = Math.max(1, Math.floor((start - entered) / 730) + 1);
  let factor = 1;
  const grade = (from: Day, reason: PayGrade['reason']): PayGrade => ({
    grade: `${prefix}${Math.max(12, 27 - Math.floor(step / 2))}级`,
    step,
    fen: Math.round((payOf(person, from, step) * factor) / 100) * 100,
    reason,
    from,
  });
  const grades = [grade(start, entered > standard ? 'ENTRY' : 'STANDARD')];
  for (const { on, reason } of payChanges(person, start, window)) {
    if (grades.at(-1)!.from === on) continue;
    if (reason === 'STEP') step += 1;
    if (reason === 'SANCTION') factor = SANCTIONED;
    grades.at(-1)!.to = on;
    grades.push(grade(on, reason));
  }
  return grades;
};

const YEAR_MARK = (day: Day): string => `〔${dayText(day).slice(0, 4)}〕`;

/** Number of a document: issuer, year, serial. */
export const documentNumber = (issuer: string, day: Day, chance: Random): string =>
  `${issuer}${YEAR_MARK(day)}${1 + chance.int(999)}号`;

const until = <Held extends { from: Day; to?: Day | undefined }>(held: readonly Held[], on: Day): Held[] => {
  const kept = held.filter(({ from }) => from < on);
  for (const item of kept) if (item.to === undefined || item.to > on) item.to = on;
  return kept;
};

/** Ends the posts, ranks and pay grades of somebody who leaves; what would have come later is dropped. */
export const closeCareer = (person: Dossier, on: Day): void => {
  person.posts = until(person.posts, on);
  person.ranks = until(person.ranks, on);
  person.grades = until(person.grades, on);
};

/** Ranks and pay as they follow from entry, posts and decisions. */
export const settleCareer = (person: Dossier, window: Window): void => {
  const stay = mainStay(person);
  person.ranks = hasRank(stay.category) ? ranksOf(person, stay.from, window) : [];
  person.grades = gradesOf(person, stay.from, window);
};
