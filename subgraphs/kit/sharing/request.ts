// What a request asks for, and for whom.
import type { DepartmentName } from '../../../schema/departments.ts';
import { CodedError } from '../../../schema/errors.ts';
import { invalidValue } from '../../../schema/values.ts';
import { OVERSIGHT_CLIENT, type PurposeKind, type Viewer } from '../../../schema/sharing.ts';
import type { ConsumerKind, Terms } from './agreement.ts';
import type { ShareClasses } from '../../../schema/catalogue.ts';
import { checkCoordinates } from './coordinates.ts';
import { givenInstitutions, givenList, givenPeriod } from './given.ts';
import { keepsRules, requireOtherStaff, requireStaff } from './rights.ts';

/** A request as it is handed in, see `AgreementRequest` in `schema/owner/sharing.graphql`. */
export interface RequestInput {
  readonly consumerKind: ConsumerKind;
  readonly purposeKinds: readonly PurposeKind[];
  readonly coordinates: readonly string[];
  readonly institutions?: readonly string[] | null;
  readonly validFrom: string;
  readonly validTo?: string | null;
  readonly documentNumber: string;
}

/** What is shared of whose data. */
export interface Offer {
  readonly owner: DepartmentName;
  readonly classes: ShareClasses;
}

/** Whom the request is for: nobody asks for somebody else, but for the system that cannot ask itself. */
const consumerOf = (kind: ConsumerKind, { owner }: Offer, viewer: Viewer): string | null => {
  if (kind === 'DEPARTMENT') return requireOtherStaff(owner, viewer);
  if (kind === 'CLIENT' && viewer.kind === 'system') return viewer.clientId;
  if (kind === 'CLIENT' && keepsRules(viewer)) {
    requireOtherStaff(owner, viewer);
    return OVERSIGHT_CLIENT;
  }
  if (kind === 'UNITS') {
    requireStaff(owner, viewer);
    return null;
  }
  throw new CodedError('FORBIDDEN', { needed: 'the system itself', neededZh: '该系统自身' });
};

const purposesOf = ({ consumerKind, purposeKinds }: RequestInput): readonly PurposeKind[] => {
  if (consumerKind !== 'UNITS') return givenList('PurposeKind', purposeKinds);
  if (purposeKinds.length === 0) return [];
  throw invalidValue(
    'PurposeKind',
    'units read their own data and need no purpose',
    '各单位查询本单位数据无需事由',
  );
};

/** The terms of a request; refused where the viewer may not ask for them, or where no agreement can have them. */
export const termsOf = (input: RequestInput, offer: Offer, viewer: Viewer): Terms => {
  const { consumerKind } = input;
  const consumerName = consumerOf(consumerKind, offer, viewer);
  const coordinates = givenList('coordinate', input.coordinates);
  checkCoordinates(offer.owner, offer.classes, coordinates);
  return {
    consumerKind,
    consumerName,
    purposeKinds: purposesOf(input),
    coordinates,
    institutions: givenInstitutions(input.institutions),
    ...givenPeriod(input.validFrom, input.validTo),
  };
};
