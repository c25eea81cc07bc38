import { creditCode } from '../base/numbers.ts';
import { random, type Random } from '../base/random.ts';
import type { Category, Funding, Grade, InstitutionKind, Level } from '../base/vocabulary.ts';
import { CORE, isEnforcementBody, REPEATED, ROOTS, STYLES, type Style, type Template } from './templates.ts';

/** A unit of the district before anybody works in it. */
export interface UnitPlan {
  readonly index: number;
  readonly code: string;
  /** Code of a body that no register has, which a case may take for one. */
  readonly unknownCode: string;
  readonly name: string;
  readonly kind: InstitutionKind;
  readonly grade: Grade;
  readonly parentCode: string | undefined;
  readonly division: string;
  readonly funding: Funding;
  readonly style: Style;
  /** Bodies inside that the unit has. */
  readonly bodies: readonly string[];
  /** People who ever worked here in the window, off-quota staff included; of a host, those there may be planted. */
  readonly people: number;
  /** The unit is there already, with people of its own: planted people join it, on seats exempt from its quota. */
  readonly host?: true;
}

/** The institution tree of a district. */
export interface Plan {
  readonly units: readonly UnitPlan[];
  /** Streets and townships, each with the code of its division. */
  readonly places: readonly Place[];
}

export interface Place {
  readonly code: string;
  readonly name: string;
}

/** The invented district: its code is one that GB/T 2260 has not given out. */
export const DISTRICT = {
  code: '330798',
  name: '云溪区',
  city: '3307',
  cityName: '金华市',
  province: '33',
  provinceName: '浙江省',
};

const UNITS_LEAST = 30;
const PEOPLE_LEAST = 10;
/** Up to here a unit has 50 people on average; larger districts have larger units, too. */
const GROWTH_FROM = 6000;
const PEOPLE_PER_UNIT = 50;
const GROWTH = 0.7;

const unitCount = (people: number): number =>
  Math.max(
    UNITS_LEAST,
    Math.round(
      (Math.min(people, GROWTH_FROM) / PEOPLE_PER_UNIT) * Math.max(1, people / GROWTH_FROM) ** GROWTH,
    ),
  );

/** The fewest people a district can be made of. */
export const PEOPLE_MIN = 600;
/** The most: identity numbers of one day of birth are limited. */
export const PEOPLE_MAX = 1_200_000;

const FIRST = [...'青石柳白古南北东西清双桐梅竹松兰金银龙凤云安永长新大上下前后'];
const SECOND = [...'溪塘桥岭湖泉山坪坑源洋浦湾堰井亭畈渡潭滩'];

/** Invented place names, none twice. */
const placeName = (order: number): string => {
  const pairs = FIRST.length * SECOND.length;
  const round = Math.floor(order / pairs);
  const place = (order * 37) % pairs;
  const third = round === 0 ? '' : SECOND[(round - 1) % SECOND.length];
  return `${FIRST[place % FIRST.length]}${SECOND[Math.floor(place / FIRST.length)]}${third}`;
};

/** The sorts of so many units, those that show every kind first. */
export const templates = (count: number): Template[] => {
  const core = CORE.slice(0, count);
  const repeated = Array.from({ length: Math.max(0, count - core.length) }, (_, order): Template => {
    const [name, ...rest] = REPEATED[order % REPEATED.length]!;
    return [name.replace('{}', placeName(order)), ...rest];
  });
  return [...core, ...repeated];
};

/** Shares people out by weight; every unit gets the least number. The shares add up to `people`. */
export const shares = (people: number, weights: readonly number[], chance: Random): number[] => {
  const varied = weights.map((weight) => weight * (0.85 + chance.next() * 0.3));
  const total = varied.reduce((sum, weight) => sum + weight, 0);
  const spare = people - PEOPLE_LEAST * weights.length;
  const given = varied.map((weight) => PEOPLE_LEAST + Math.floor((spare * weight) / total));
  const rest = people - given.reduce((sum, share) => sum + share, 0);
  return given.map((share, index) => share + (index < rest ? 1 : 0));
};

const prefixOf = (kind: InstitutionKind): '11' | '12' | '13' => {
  if (kind === 'MASS_ORGANIZATION') return '13';
  const institution =
    kind.startsWith('WELFARE') || kind === 'SUBORDINATE_INSTITUTION' || kind === 'REFERENCED_INSTITUTION';
  return institution ? '12' : '11';
};

/** A valid credit code of the district; each serial gives another. */
export const districtCode = (kind: InstitutionKind, serial: number): string =>
  creditCode(prefixOf(kind), DISTRICT.code, 10_000_000 + serial * 137);

/** Bodies that a unit of so many people has: one for each six, four at least where that many people work. */
export const bodiesOf = (style: Style, people: number): readonly string[] =>
  style.bodies.slice(0, Math.max(2, Math.floor(people / 6)));

const placesOf = (names: readonly string[]): Place[] =>
  names
    .map((name) => /^云溪区(.+(?:镇|街道))/.exec(name)?.[1])
    .filter((name) => name !== undefined)
    .map((name, order) => ({ code: `${DISTRICT.code}${String(order + 1).padStart(3, '0')}`, name }))
    .slice(0, 999);

/** From this serial on, codes are of bodies that no unit of the demonstration district is. */
const UNKNOWN_SERIALS = 70_000;

/** Plans the institution tree: the same people and seed give the same tree. */
export const planDistrict = (people: number, seed: number): Plan => {
  const chosen = [...ROOTS, ...templates(unitCount(people))];
  const staffed = shares(
    people,
    chosen.slice(ROOTS.length).map(([, , , , weight]) => weight),
    random(seed, 1),
  );
  const codes = new Map(
    chosen.map(([name, kind], index) => [name, districtCode(kind, index + (seed % 1000) * 7)]),
  );
  const places = placesOf(chosen.map(([name]) => name));
  const units = chosen.map(([name, kind, grade, styleName, , funding, parent], index): UnitPlan => {
    const style: Style = STYLES[styleName];
    const count = index < ROOTS.length ? 0 : staffed[index - ROOTS.length]!;
    return {
      index,
      code: codes.get(name)!,
      unknownCode: districtCode(kind, UNKNOWN_SERIALS + index),
      name,
      kind,
      grade,
      parentCode: codes.get(parent),
      division:
        places.find((place) => name.startsWith(`${DISTRICT.name}${place.name}`))?.code ?? DISTRICT.code,
      funding,
      style,
      bodies: bodiesOf(style, count),
      people: count,
    };
  });
  return { units, places };
};

const LEVELS: readonly Level[] = [
  'SECTION',
  'TOWNSHIP_DEPUTY',
  'TOWNSHIP_HEAD',
  'COUNTY_DEPUTY',
  'COUNTY_HEAD',
];

/** Level of a unit's head: its grade. */
export const headLevel = (grade: Grade): Level => (grade === 'SECTION_HEAD' ? 'SECTION' : grade);

const below = (level: Level): Level => LEVELS[Math.max(0, LEVELS.indexOf(level) - 1)]!;

/** Level of a unit's deputy heads: one below the head's. */
export const deputyLevel = (grade: Grade): Level => below(headLevel(grade));

/** Level of the heads of internal bodies: two below the unit's head. */
export const bodyLevel = (grade: Grade): Level => below(deputyLevel(grade));

/** The next level up. */
export const above = (level: Level): Level => LEVELS[Math.min(LEVELS.length - 1, LEVELS.indexOf(level) + 1)]!;

/** Category of those who work in a body of a unit. */
export const categoryIn = (unit: UnitPlan, body: string): Category =>
  unit.style.category === 'ADMINISTRATIVE' && isEnforcementBody(body)
    ? 'LAW_ENFORCEMENT'
    : unit.style.category;
