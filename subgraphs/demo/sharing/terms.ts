// How agreements of the demonstration district are written.
import type { DepartmentName } from '../../../schema/departments.ts';
import type { PurposeKind } from '../../../schema/sharing.ts';
import type { Terms } from '../../kit/sharing/agreement.ts';

/** First day of every agreement and task: the day on which 政务数据共享条例 came into force. */
export const SINCE = '2025-08-01';

/** An agreement in force. */
export interface DemoAgreement extends Terms {
  readonly owner: DepartmentName;
  readonly documentNumber: string;
  readonly requestedBy: string;
  readonly grantedBy: string;
}

/** Fields that each owner shares. */
type Shared = Readonly<Partial<Record<DepartmentName, readonly string[]>>>;

/** Who grants for a department, by the names that tokens of the demo have. */
const GRANTING: Readonly<Record<DepartmentName, string>> = {
  establishment: 'director',
  discipline: 'investigator',
  organization: 'organization-clerk',
  hr: 'hr-clerk',
  finance: 'finance-clerk',
};

/** Who is shared with, what for and where. */
export type Party = Pick<Terms, 'consumerKind' | 'consumerName' | 'purposeKinds' | 'institutions'> & {
  /** Beginning of the document numbers. */
  readonly series: string;
  /** Left out: the owner offers it. */
  readonly requestedBy?: string;
};

/** An agreement with each owner that shares something with a party. */
export const agreements = ({ series, requestedBy, ...terms }: Party, shared: Shared): DemoAgreement[] =>
  Object.entries(shared).map(([name, coordinates], index) => {
    const owner = name as DepartmentName;
    return {
      ...terms,
      owner,
      coordinates,
      validFrom: SINCE,
      validTo: null,
      documentNumber: `${series}${index + 1}号`,
      requestedBy: requestedBy ?? GRANTING[owner],
      grantedBy: GRANTING[owner],
    };
  });

/** A department, for the whole district. */
export const department = (
  consumerName: DepartmentName,
  series: string,
  purposeKinds: readonly PurposeKind[],
): Party => ({
  consumerKind: 'DEPARTMENT',
  consumerName,
  purposeKinds,
  institutions: null,
  series,
  requestedBy: GRANTING[consumerName],
});
