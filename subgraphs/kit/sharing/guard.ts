// What a department decides about a field before anything is read for it.
import type { Asker, RefusalReason } from '../../../schema/sharing.ts';

/** What becomes of a field: served, served for rows of these institutions only, or refused. */
export type Decision =
  | { readonly kind: 'SERVED' }
  | { readonly kind: 'SCOPED'; readonly institutions: readonly string[] }
  | { readonly kind: 'REFUSED'; readonly reason: RefusalReason };

/** The decisions for one asker on the agreements in force. */
export interface Guard {
  /** Equal keys decide equally for every coordinate: what is compiled for one serves the other. */
  readonly key: string;
  /** What becomes of a field, e.g. `Person.payments`. */
  readonly decide: (coordinate: string) => Decision;
}

/** The guard for an asker on what is in force now; never older than a second. */
export type GuardOf = (asker: Asker) => Guard | Promise<Guard>;
