// What an owner answers about one field: no clock, no database, the same answer for the same facts.
import type { DepartmentName } from '../../../schema/departments.ts';
import type { Asker, Purpose, RefusalReason, ShareClass, Viewer } from '../../../schema/sharing.ts';
import { coversCoordinate, type Rule } from './agreement.ts';
import type { Decision } from './guard.ts';
import { placeInPeriod } from './period.ts';
import { isStaffOf } from './rights.ts';

/** What a decision depends on, and nothing else. */
export interface Facts {
  readonly owner: DepartmentName;
  /** E.g. `Person.payments`. */
  readonly coordinate: string;
  readonly shareClass: ShareClass;
  readonly asker: Pick<Asker, 'viewer' | 'purpose'>;
  /** All agreements of the owner, in whatever state. */
  readonly agreements: readonly Rule[];
  /** YYYY-MM-DD. */
  readonly today: string;
}

const SERVED: Decision = { kind: 'SERVED' };

const refused = (reason: RefusalReason): Decision => ({ kind: 'REFUSED', reason });

/** Codes of institutions; null for all of the district. */
type Institutions = readonly string[] | null;

const both = (one: Institutions, other: Institutions): Institutions => {
  if (one === null) return other;
  return other === null ? one : one.filter((code) => other.includes(code));
};

const allOf = (agreements: readonly Rule[]): Institutions => {
  const codes: string[] = [];
  for (const { institutions } of agreements) {
    if (institutions === null) return null;
    codes.push(...institutions);
  }
  return codes;
};

/** The same institutions in the same order, so that equal decisions are equal texts. */
const scoped = (institutions: readonly string[]): Decision => ({
  kind: 'SCOPED',
  institutions: [...new Set(institutions)].sort(),
});

const isInForce = (agreement: Rule, today: string): boolean =>
  agreement.state === 'GRANTED' && placeInPeriod(agreement, today) === 'IN';

/** The institutions whose own data their officer sees; undefined where no agreement with the units says so. */
const ownUnits = ({ asker: { viewer }, agreements, coordinate, today }: Facts): Decision | undefined => {
  if (!viewer.roles.includes('unit-hr')) return undefined;
  const own = agreements.filter(
    (agreement) =>
      agreement.consumerKind === 'UNITS' &&
      coversCoordinate(agreement, coordinate) &&
      isInForce(agreement, today),
  );
  const institutions = own.length === 0 ? [] : (both(viewer.units, allOf(own)) ?? []);
  return institutions.length === 0 ? undefined : scoped(institutions);
};

const isFor = ({ consumerKind, consumerName }: Rule, viewer: Viewer): boolean => {
  if (consumerKind === 'DEPARTMENT') return consumerName === viewer.department;
  return consumerKind === 'CLIENT' && viewer.kind === 'system' && consumerName === viewer.clientId;
};

/** Reasons why agreements with the asker do not hold, the one that tells most first. */
const TELLING = [
  'AGREEMENT_SUSPENDED',
  'AGREEMENT_EXPIRED',
  'AGREEMENT_NOT_YET_IN_FORCE',
  'PURPOSE_NOT_COVERED',
] as const satisfies readonly RefusalReason[];

/** Why an agreement with the asker on the field does not hold; undefined where it tells nothing. */
const reasonOf = (agreement: Rule, { kind }: Purpose, today: string): RefusalReason | undefined => {
  if (!agreement.purposeKinds.includes(kind))
    return isInForce(agreement, today) ? 'PURPOSE_NOT_COVERED' : undefined;
  if (agreement.state === 'REQUESTED' || agreement.state === 'REFUSED') return undefined;
  if (agreement.state === 'ENDED' || placeInPeriod(agreement, today) === 'AFTER') return 'AGREEMENT_EXPIRED';
  return agreement.state === 'SUSPENDED' ? 'AGREEMENT_SUSPENDED' : 'AGREEMENT_NOT_YET_IN_FORCE';
};

const underAgreement = (
  { asker: { viewer }, agreements, coordinate, today }: Facts,
  purpose: Purpose,
): Decision => {
  const own = agreements.filter(
    (agreement) => isFor(agreement, viewer) && coversCoordinate(agreement, coordinate),
  );
  const matching = own.filter(
    (agreement) => agreement.purposeKinds.includes(purpose.kind) && isInForce(agreement, today),
  );
  if (matching.length === 0) {
    const reasons = new Set(own.map((agreement) => reasonOf(agreement, purpose, today)));
    return refused(TELLING.find((reason) => reasons.has(reason)) ?? 'AGREEMENT_MISSING');
  }
  const institutions = both(allOf(matching), purpose.units);
  if (institutions === null) return SERVED;
  return institutions.length === 0 ? refused('OUT_OF_SCOPE') : scoped(institutions);
};

/**
 * Decides about a field. Own staff sees all of its department; whoever else needs an agreement in force and a purpose
 * of the own department that it covers. An agreement that is suspended and also over counts as over.
 */
export const decide = (facts: Facts): Decision => {
  const { owner, shareClass, asker } = facts;
  if (shareClass === 'OPEN' || isStaffOf(owner, asker.viewer)) return SERVED;
  if (shareClass === 'WITHHELD') return refused('WITHHELD');
  const own = ownUnits(facts);
  if (own !== undefined) return own;
  if (asker.purpose === null) return refused('PURPOSE_MISSING');
  if (asker.purpose.department !== asker.viewer.department) return refused('PURPOSE_NOT_COVERED');
  return underAgreement(facts, asker.purpose);
};
