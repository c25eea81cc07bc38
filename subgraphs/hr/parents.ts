/** What resolvers hand on for each GraphQL type of HR. */
import type { InstitutionReference } from '../kit/graph/context.ts';
import type { AreaFigures, KindFigures } from './people/loaders.ts';
import type { MonthFigures } from './people/off-quota.ts';
import type { KnownPerson } from './people/person.ts';

export type Institution = InstitutionReference;
export type Person = KnownPerson;
export type EmploymentKindCount = KindFigures;
export type WorkAreaCount = AreaFigures;
export type MonthCount = MonthFigures;
export type { Death, Employment, OffQuotaEmployment, Retirement } from './people/entities.ts';
export type { RetirementDue } from './people/retirements-due.ts';
export type { Hire } from './hires/entities.ts';
export type { PayGrade } from './pay-grades/entities.ts';
export type { Insurance } from './insurance/entities.ts';
export type { PensionPayment } from './pensions/entities.ts';
export type { Attendance } from './attendance/entities.ts';
