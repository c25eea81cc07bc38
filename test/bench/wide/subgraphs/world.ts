// The made-up facts of the wide query: for every page a small office of its own, whose people and units meet often.

/** People and units on a page, appointments of a person. */
const PEOPLE = 8;
const UNITS = 6;
const APPOINTMENTS = 3;

export interface Person {
  readonly pid: string;
}
export interface Unit {
  readonly code: string;
}
export interface Appointment {
  readonly id: string;
  readonly title: string;
  readonly since: string;
  readonly person: Person;
  readonly unit: Unit;
}

/** Keys carry their page and number, so that every subgraph finds the facts without the others. */
const key = (page: number, number: number): string => `${page}-${number}`;

const partsOf = (text: string): readonly [page: number, number: number] => {
  const [page = 0, number = 0] = text.split('-').map(Number);
  return [page, number];
};

const range = (length: number): number[] => Array.from({ length }, (_, index) => index);

export const peopleOfPage = (page: number): Person[] =>
  range(PEOPLE).map((number) => ({ pid: key(page, number) }));

export const unitsOfPage = (page: number): Unit[] =>
  range(UNITS).map((number) => ({ code: key(page, number) }));

const TITLES = ['科长', '副科长', '一级科员', '二级科员', '工程师'];
const pick = (texts: readonly string[], number: number): string => texts[number % texts.length] ?? '';

const appointment = (page: number, person: number, turn: number): Appointment => ({
  id: `${page}-${person}-${turn}`,
  title: pick(TITLES, person + turn),
  since: `20${10 + turn}-0${1 + (person % 9)}-01`,
  person: { pid: key(page, person) },
  unit: { code: key(page, (person + turn * 2) % UNITS) },
});

export const appointmentsOfPerson = ({ pid }: Person): Appointment[] => {
  const [page, number] = partsOf(pid);
  return range(APPOINTMENTS).map((turn) => appointment(page, number, turn));
};

export const appointmentsOfUnit = ({ code }: Unit): Appointment[] => {
  const [page] = partsOf(code);
  return peopleOfPage(page)
    .flatMap(appointmentsOfPerson)
    .filter(({ unit }) => unit.code === code);
};

const SURNAMES = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周'];
const GIVEN = ['建国', '丽华', '志强', '晓燕', '海涛', '雪梅'];

export const personFacts = ({ pid }: Person) => {
  const [page, number] = partsOf(pid);
  return {
    name: pick(SURNAMES, page + number) + pick(GIVEN, number),
    rank: number % 4 === 0 ? null : 'CLERK_1',
    bornOn: `19${70 + (number % 20)}-05-1${page % 10}`,
  };
};

export const unitFacts = ({ code }: Unit) => {
  const [page, number] = partsOf(code);
  return {
    name: `第${page}区第${number}局`,
    grade: number % 2 === 0 ? 'COUNTY_HEAD' : 'TOWNSHIP_HEAD',
    authorised: 20 + number,
  };
};

/** Yearly budget of a unit in yuan, worked out of what another subgraph knows of it. */
export const budgetOf = ({
  grade,
  authorised,
}: {
  readonly grade: string;
  readonly authorised: number;
}): number => authorised * (grade === 'COUNTY_HEAD' ? 180_000 : 150_000);
