import { firstDay, monthOf, yearOf, type Day } from '../base/calendar.ts';
import { employmentKind, hasRank, type EntryReason } from '../base/vocabulary.ts';
import type { Bench } from '../people/bench.ts';
import { mainStay, postOn, type Dossier, type Stay } from '../people/dossier.ts';
import { day, line, type Rows } from './tables.ts';

const WAYS: Readonly<Record<EntryReason, string>> = {
  RECRUITMENT: 'CIVIL_SERVICE_EXAM',
  MILITARY_PLACEMENT: 'MILITARY_PLACEMENT',
  TRANSFER_IN: 'TRANSFER',
  PUBLIC_INSTITUTION_RECRUITMENT: 'PUBLIC_INSTITUTION_EXAM',
};

/** Way of entry of a stay whose entry may be missing from the register. */
const wayOf = (stay: Stay): string => (stay.entry === undefined ? 'OTHER' : WAYS[stay.entry.reason]);

/** The day from which the person is registered as a civil servant, where the post makes one. */
const registeredSince = (person: Dossier): Day | undefined =>
  hasRank(mainStay(person).category) ? mainStay(person).from + 365 : undefined;

const civilServantSince = (person: Dossier, { window }: Bench): string | undefined => {
  const since = registeredSince(person);
  return since !== undefined && since <= window.asOf ? day(since) : undefined;
};

/** Days on which the roster's line about a stay changes: the entry, then each new post or rank. */
const seatChanges = (person: Dossier, stay: Stay): Day[] => {
  const changes = [
    ...person.posts.filter((post) => post.unit === stay.unit && !post.concurrent),
    ...person.ranks,
  ];
  const days = changes
    .map(({ from }) => from)
    .filter((from) => from > stay.from && (stay.seatTo === undefined || from < stay.seatTo));
  return [...new Set([stay.from, ...days])].sort((a, b) => a - b);
};

const writeSeat = ({ write }: Rows, person: Dossier, stay: Stay, bench: Bench): void => {
  const { slip } = person;
  const days = seatChanges(person, stay);
  const whole = [
    person.name,
    slip.sex === undefined ? person.sex : slip.sex,
    slip.ethnicity === undefined ? person.ethnicity : null,
    day(slip.born ?? person.born),
    person.political,
    slip.education === undefined ? person.education : slip.education,
    person.degree,
    day(person.workStarted),
  ];
  const entry = [wayOf(stay), day(stay.from), stay.entry?.noticeNumber ?? '云人〔2020〕7号'];
  days.forEach((from, order) => {
    const post = postOn(person, stay.unit, from);
    const rank = person.ranks.findLast((held) => held.from <= from)?.rank;
    write(
      'seat',
      line(
        person.pid,
        stay.unit.code,
        stay.category,
        post?.body,
        ...whole,
        slip.post ?? post?.title,
        post?.level,
        day(post?.from),
        rank,
        ...entry,
        post?.document !== undefined,
        civilServantSince(person, bench),
        stay.exempt,
        day(from),
        day(days[order + 1] ?? stay.seatTo),
      ),
    );
  });
};

const writeMovements = (
  { write }: Rows,
  { pid }: Dossier,
  { unit, category, from, entry, exit }: Stay,
): void => {
  if (entry !== undefined)
    write(
      'movement',
      line(
        pid,
        unit.code,
        'ENTRY',
        entry.reason,
        category,
        entry.approvalNumber,
        entry.plan?.number,
        day(entry.approvedOn),
        day(entry.expiresOn),
        day(from),
        entry.noticeNumber,
        day(entry.registeredOn),
      ),
    );
  if (exit !== undefined)
    write(
      'movement',
      line(
        pid,
        unit.code,
        'EXIT',
        exit.reason,
        category,
        null,
        null,
        null,
        null,
        day(exit.on),
        `云编出〔${yearOf(exit.on)}〕${1 + (exit.on % 900)}号`,
        day(exit.registeredOn),
      ),
    );
};

const writeEmployment = ({ write }: Rows, person: Dossier, stay: Stay, bench: Bench): void => {
  const { pid } = person;
  const { unit, category, from, employedTo } = stay;
  const kind = employmentKind(category);
  const post = postOn(person, unit, employedTo === undefined ? bench.window.asOf : employedTo - 1)?.title;
  const contract =
    category === 'PUBLIC_INSTITUTION' && employedTo === undefined
      ? day(firstDay(monthOf(bench.window.asOf) + 12 + (from % 24)) - 1)
      : null;
  const number = hasRank(category) ? `GWY${pid.slice(0, 10).toUpperCase()}` : null;
  write(
    'employment',
    line(
      pid,
      unit.code,
      kind,
      post,
      contract,
      number,
      civilServantSince(person, bench),
      day(from),
      day(employedTo),
    ),
  );
  write('hire', line(pid, unit.code, wayOf(stay), category, stay.entry?.approvalNumber, day(from)));
  write('insurance', line(pid, 'PENSION', unit.name, unit.code, 'PUBLIC', day(from), day(employedTo)));
};

/** Seat, employment and movements of one stay, as far as the departments know of it. */
export const writeStay = (out: Rows, person: Dossier, stay: Stay, bench: Bench): void => {
  if (stay.seated) writeSeat(out, person, stay, bench);
  if (stay.employed) writeEmployment(out, person, stay, bench);
  writeMovements(out, person, stay);
};
