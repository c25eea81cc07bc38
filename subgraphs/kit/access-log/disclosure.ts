// When those who were looked at may see it.
import type { PurposeKind } from '../../../schema/sharing.ts';
import { daysBefore } from './days.ts';

/** A purpose that is not to be known at once, and the days from the access on until it may be. */
interface DelayedDisclosure {
  readonly purpose: PurposeKind;
  readonly days: number;
}

/**
 * Whoever learns early that a case is being looked into can warn, agree on a story, or leave. Three months are the
 * longest first term of detention in a case; what has come of it by then is known. Source: 监察法 art. 43 (2018).
 */
export const DELAYED: DelayedDisclosure = { purpose: 'INVESTIGATION', days: 90 };

/** Accesses for that purpose are disclosed where they are older than this. */
export const disclosedUntil = (now: Date): Date => daysBefore(now, DELAYED.days);
