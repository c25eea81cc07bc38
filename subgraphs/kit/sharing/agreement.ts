// What an owner agrees on with whoever uses its data, and the life of that agreement.
import { namesCoordinate, type PurposeKind } from '../../../schema/sharing.ts';

/** Whom an agreement is for: a department, one system, or all units, each for its own data. */
export const CONSUMER_KINDS = ['DEPARTMENT', 'CLIENT', 'UNITS'] as const;

export type ConsumerKind = (typeof CONSUMER_KINDS)[number];

export const AGREEMENT_STATES = ['REQUESTED', 'GRANTED', 'REFUSED', 'SUSPENDED', 'ENDED'] as const;

export type AgreementState = (typeof AGREEMENT_STATES)[number];

/** What an owner decides about an agreement. */
export const AGREEMENT_ACTIONS = ['GRANT', 'REFUSE', 'SUSPEND', 'RESUME', 'END'] as const;

export type AgreementAction = (typeof AGREEMENT_ACTIONS)[number];

/** What was agreed on. */
export interface Terms {
  readonly consumerKind: ConsumerKind;
  /** Name of the department, or id of the client; null for units. */
  readonly consumerName: string | null;
  /** What the data may be read for; empty for units, which need no purpose for their own data. */
  readonly purposeKinds: readonly PurposeKind[];
  /** `Type.field`, or `Type.*` for every field of a type that may be shared. */
  readonly coordinates: readonly string[];
  /** Codes of the institutions whose rows may be read; null for the whole district. */
  readonly institutions: readonly string[] | null;
  /** First day on which it holds (YYYY-MM-DD). */
  readonly validFrom: string;
  /** First day on which it no longer holds; null until it is ended. */
  readonly validTo: string | null;
}

/** An agreement as the owner has it. */
export interface Agreement extends Terms {
  readonly id: string;
  /** Number of the document behind the request. */
  readonly documentNumber: string;
  readonly state: AgreementState;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  /** Last day to decide the request, see `clocks.ts`. */
  readonly decideBy: string;
  /** Who decided last; null while nobody has. */
  readonly decidedBy: string | null;
  /** Why it was decided so. */
  readonly reason: string | null;
  /** Counts the changes; whoever decides says which version was read. */
  readonly version: number;
}

/** What decides about an asker. */
export type Rule = Terms & Pick<Agreement, 'state'>;

const LIFE: Readonly<Record<AgreementState, Readonly<Partial<Record<AgreementAction, AgreementState>>>>> = {
  REQUESTED: { GRANT: 'GRANTED', REFUSE: 'REFUSED' },
  GRANTED: { SUSPEND: 'SUSPENDED', END: 'ENDED' },
  SUSPENDED: { RESUME: 'GRANTED', END: 'ENDED' },
  REFUSED: {},
  ENDED: {},
};

/** The state that a decision leads to; undefined where it cannot be made in this state. */
export const nextState = (state: AgreementState, action: AgreementAction): AgreementState | undefined =>
  LIFE[state][action];

/** Decisions that are made against somebody: they say why. */
export const needsReason = (action: AgreementAction): boolean => action === 'REFUSE' || action === 'SUSPEND';

/** True where the terms name the field or all of its type. */
export const coversCoordinate = ({ coordinates }: Pick<Terms, 'coordinates'>, coordinate: string): boolean =>
  namesCoordinate(coordinates, coordinate);
