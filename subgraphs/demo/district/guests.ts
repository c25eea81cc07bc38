import { random } from '../base/random.ts';
import type { Grade, InstitutionKind } from '../base/vocabulary.ts';
import { bodiesOf, DISTRICT, districtCode, shares, templates, type Plan, type UnitPlan } from './plan.ts';
import { STYLES, type Style, type StyleName } from './templates.ts';

/** An institution that is there already and takes planted people in. */
export interface Host {
  readonly code: string;
  readonly name: string;
  readonly kind: InstitutionKind;
  readonly grade: Grade;
  /** Names of its internal bodies: one at least. */
  readonly bodies: readonly string[];
}

/** From these serials on, codes are of guests, and of bodies that no register has: none of the demonstration's. */
const GUEST_SERIALS = 200_000;
const UNKNOWN_SERIALS = 300_000;

/** From this index on, units are guests: numbers of documents are made of it, and none is the demonstration's. */
const FIRST_INDEX = 50_000;

/** What the names of guests begin with. */
const GUEST_NAME = '压测·';

/** Ordinary people of a guest and those planted there, on average. */
const GUEST_PEOPLE = 20;

/** People that may be planted in one host. */
const HOST_PEOPLE = 30;

const HOST_STYLES: Readonly<Record<InstitutionKind, StyleName>> = {
  PARTY_ORGAN: 'party',
  PEOPLES_CONGRESS: 'congress',
  ADMINISTRATIVE_ORGAN: 'bureau',
  CONSULTATIVE_CONFERENCE: 'congress',
  SUPERVISORY_ORGAN: 'party',
  COURT: 'court',
  PROCURATORATE: 'procuratorate',
  DEMOCRATIC_PARTY: 'mass',
  MASS_ORGANIZATION: 'mass',
  REFERENCED_INSTITUTION: 'referenced',
  WELFARE_CLASS_ONE: 'service',
  WELFARE_CLASS_TWO: 'service',
  WELFARE_UNCLASSIFIED: 'service',
  DISPATCHED_AGENCY: 'township',
  SUBORDINATE_INSTITUTION: 'service',
};

const GRADES: ReadonlySet<string> = new Set<Grade>([
  'COUNTY_HEAD',
  'COUNTY_DEPUTY',
  'TOWNSHIP_HEAD',
  'TOWNSHIP_DEPUTY',
  'SECTION_HEAD',
]);

/** True for an institution of a kind and grade that invented people can work in. */
export const isHost = ({ kind, grade }: { readonly kind: string; readonly grade: string }): boolean =>
  kind in HOST_STYLES && GRADES.has(grade);

/** Names of institutions on political-legal quotas beside courts and procuratorates. */
const POLITICAL_LEGAL = /(公安|司法)局$/;

const styleOf = ({ kind, name }: Host): Style =>
  STYLES[POLITICAL_LEGAL.test(name) ? 'legal' : HOST_STYLES[kind]];

const hostPlan = (host: Host, order: number): UnitPlan => ({
  ...host,
  index: FIRST_INDEX + order,
  unknownCode: districtCode(host.kind, UNKNOWN_SERIALS + order),
  parentCode: undefined,
  division: DISTRICT.code,
  funding: 'FULL',
  style: styleOf(host),
  people: HOST_PEOPLE,
  host: true,
});

/** Plans so many new units of all sorts beside institutions that are there: the same seed and hosts give the same plan. */
export const planGuests = (units: number, seed: number, hosts: readonly Host[]): Plan => {
  const chosen = templates(units);
  const weights = chosen.map(([, , , , weight]) => Math.min(weight, GUEST_PEOPLE * 2));
  const staffed = shares(units * GUEST_PEOPLE, weights, random(seed, 1));
  const guests = chosen.map(([name, kind, grade, styleName, , funding], order): UnitPlan => {
    const style: Style = STYLES[styleName];
    return {
      index: FIRST_INDEX + order,
      code: districtCode(kind, GUEST_SERIALS + order),
      unknownCode: districtCode(kind, UNKNOWN_SERIALS + order),
      name: `${GUEST_NAME}${name}`,
      kind,
      grade,
      parentCode: undefined,
      division: DISTRICT.code,
      funding,
      style,
      bodies: bodiesOf(style, staffed[order]!),
      people: staffed[order]!,
    };
  });
  return {
    units: [...guests, ...hosts.map((host, order) => hostPlan(host, units + order))],
    places: [],
  };
};
