// Who may see a field, in plain words and step by step. It leans on nothing of the code that it judges.
import type { DepartmentName } from '../../schema/departments.ts';
import type { Asker, PurposeKind, ShareClass } from '../../schema/sharing.ts';

/** What was agreed on, and what became of it. */
export interface Agreed {
  readonly consumer: readonly [kind: 'DEPARTMENT' | 'CLIENT' | 'UNITS', name: string | null];
  readonly kinds: readonly PurposeKind[];
  readonly patterns: readonly string[];
  /** null: the whole district. */
  readonly institutions: readonly string[] | null;
  readonly from: string;
  readonly to: string | null;
  readonly state: 'REQUESTED' | 'GRANTED' | 'REFUSED' | 'SUSPENDED' | 'ENDED';
}

export interface Field {
  readonly owner: DepartmentName;
  readonly coordinate: string;
  readonly shareClass: ShareClass;
}

const STAFF: ReadonlySet<string> = new Set(['investigator', 'clerk', 'director']);

const matches = ({ patterns }: Agreed, coordinate: string): boolean =>
  patterns.some((pattern) => {
    const [type, field] = pattern.split('.');
    const [ofType, itself] = coordinate.split('.');
    // What is shown in full is granted by name only.
    const byType = field === '*' && itself?.endsWith('InFull') === false;
    return type === ofType && (byType || field === itself);
  });

const matched = new WeakMap<Agreed, Map<string, boolean>>();

/** Whether an agreement names a field; found out once, since there are millions of cells. */
const names = (agreed: Agreed, coordinate: string): boolean => {
  const known = matched.get(agreed) ?? new Map<string, boolean>();
  matched.set(agreed, known);
  const found = known.get(coordinate) ?? matches(agreed, coordinate);
  known.set(coordinate, found);
  return found;
};

/** Of the days of an agreement the last one is not counted. */
const isOn = (agreed: Agreed, today: string): boolean =>
  agreed.from <= today && (agreed.to === null || agreed.to > today);
const isOver = (agreed: Agreed, today: string): boolean => agreed.to !== null && agreed.to <= today;

const isWith = ({ consumer: [kind, name] }: Agreed, { viewer }: Pick<Asker, 'viewer'>): boolean => {
  switch (kind) {
    case 'DEPARTMENT':
      return viewer.department === name;
    case 'CLIENT':
      return viewer.kind === 'system' && viewer.clientId === name;
    default:
      return false;
  }
};

/** What an agreement that does not serve tells, the most telling first. */
const LADDER = [
  'AGREEMENT_SUSPENDED',
  'AGREEMENT_EXPIRED',
  'AGREEMENT_NOT_YET_IN_FORCE',
  'PURPOSE_NOT_COVERED',
  'AGREEMENT_MISSING',
];

const rungOf = (agreed: Agreed, kind: PurposeKind, today: string): number => {
  if (!agreed.kinds.includes(kind)) return agreed.state === 'GRANTED' && isOn(agreed, today) ? 3 : 4;
  if (agreed.state === 'REQUESTED' || agreed.state === 'REFUSED') return 4;
  // What has ended, or is over, is over, also where it was suspended before.
  if (agreed.state === 'ENDED' || isOver(agreed, today)) return 1;
  return agreed.state === 'SUSPENDED' ? 0 : 2;
};

/** `SERVED`, `SCOPED A,B`, or `REFUSED <reason>`. */
export const verdict = (
  { owner, coordinate, shareClass }: Field,
  asker: Pick<Asker, 'viewer' | 'purpose'>,
  agreements: readonly Agreed[],
  today: string,
): string => {
  const { viewer, purpose } = asker;
  // 1. What is open is open to whoever is identified; the owner's own staff sees all.
  if (shareClass === 'OPEN') return 'SERVED';
  if (viewer.department === owner && viewer.roles.some((role) => STAFF.has(role))) return 'SERVED';
  // 2. What is withheld, no agreement opens.
  if (shareClass === 'WITHHELD') return 'REFUSED WITHHELD';
  const about = agreements.filter((agreed) => names(agreed, coordinate));
  const live = about.filter((agreed) => agreed.state === 'GRANTED' && isOn(agreed, today));
  // 3. The officer of a unit sees the own unit's data where an agreement with all units says so.
  if (viewer.roles.includes('unit-hr')) {
    const ofUnits = live.filter(({ consumer: [kind] }) => kind === 'UNITS');
    const seen = viewer.units.filter((unit) =>
      ofUnits.some(({ institutions }) => institutions === null || institutions.includes(unit)),
    );
    if (seen.length > 0) return `SCOPED ${[...new Set(seen)].sort().join()}`;
  }
  // 4. Everybody else says what for, and acts for the own department.
  if (purpose === null) return 'REFUSED PURPOSE_MISSING';
  if (purpose.department !== viewer.department) return 'REFUSED PURPOSE_NOT_COVERED';
  const own = about.filter((agreed) => isWith(agreed, asker));
  const holding = own.filter((agreed) => live.includes(agreed) && agreed.kinds.includes(purpose.kind));
  if (holding.length === 0)
    return `REFUSED ${LADDER[Math.min(4, ...own.map((agreed) => rungOf(agreed, purpose.kind, today)))]}`;
  // 5. Of the institutions that one of the agreements names, those that the task is about.
  const everywhere = holding.some(({ institutions }) => institutions === null);
  if (everywhere && purpose.units === null) return 'SERVED';
  const named = new Set(holding.flatMap(({ institutions }) => institutions ?? []));
  const rest = everywhere
    ? purpose.units
    : [...named].filter((code) => purpose.units?.includes(code) ?? true);
  const seen = [...new Set(rest)].sort();
  return seen.length === 0 ? 'REFUSED OUT_OF_SCOPE' : `SCOPED ${seen.join()}`;
};
