import { yearOf } from '../base/calendar.ts';
import type { Bench } from '../people/bench.ts';
import { mainStay, type Dossier } from '../people/dossier.ts';
import { writeCareer } from './career.ts';
import { writeStay } from './roster.ts';
import { day, line, type Rows } from './tables.ts';

const writeOutside = ({ write }: Rows, person: Dossier): void => {
  for (const { unit, jobClass, workArea, contract, from, to } of person.offQuota) {
    const agency = person.enterprises[0]?.name;
    write(
      'off_quota_staff',
      line(person.pid, unit.code, jobClass, workArea, contract, agency, day(from), day(to)),
    );
  }
  for (const { name, from, to } of person.enterprises)
    write('insurance', line(person.pid, 'PENSION', name, null, 'ENTERPRISE', day(from), day(to)));
};

/** Everything about one person, except what is written by month. */
export const writePerson = (out: Rows, person: Dossier, bench: Bench, encrypted: string): void => {
  const { pid } = person;
  out.write(
    'person',
    line(
      pid,
      person.name,
      person.sex,
      day(person.born),
      person.ethnicity,
      person.education,
      person.degree,
      person.political,
      day(person.workStarted),
      person.status,
      encrypted,
    ),
  );
  writeOutside(out, person);
  if (person.stays.length === 0) return;
  for (const stay of person.stays) writeStay(out, person, stay, bench);
  if (person.retirement !== undefined)
    out.write(
      'retirement',
      line(
        pid,
        mainStay(person).unit.code,
        person.retirement.kind,
        day(person.retirement.on),
        `云人退〔${yearOf(person.retirement.on)}〕${1 + (person.retirement.on % 400)}号`,
      ),
    );
  if (person.death !== undefined)
    out.write('death', line(pid, day(person.death.on), day(person.death.reported)));
  writeCareer(out, person, bench);
};
