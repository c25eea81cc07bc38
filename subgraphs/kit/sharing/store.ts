// Agreements in the owner's database: each change in one transaction with what it was and with the change feed.
import type { ClientBase } from 'pg';
import type { DepartmentName } from '../../../schema/departments.ts';
import { CodedError } from '../../../schema/errors.ts';
import { OVERSIGHT_CLIENT, type Viewer } from '../../../schema/sharing.ts';
import { selectList } from '../database/columns.ts';
import { equals, type Filter } from '../database/filter.ts';
import { pageOfAll } from '../database/pages.ts';
import {
  needsReason,
  nextState,
  type Agreement,
  type AgreementAction,
  type AgreementState,
  type Terms,
} from './agreement.ts';
import { lastDayOf } from './clocks.ts';
import { AgreementRow } from './entities.ts';
import { keepsRules } from './rights.ts';

const COLUMNS = selectList(AgreementRow);

/** Agreements with one of these parties, see `partiesOf`. */
const withParty: Filter<readonly string[]> = {
  sql: (place) => `consumer_kind || ':' || coalesce(consumer_name, '') = any(${place}::text[])`,
};

/** What somebody may be party to agreements as. */
export const partiesOf = (viewer: Viewer): string[] => {
  const { department, kind, clientId, roles } = viewer;
  return [
    ...(department === undefined ? [] : [`DEPARTMENT:${department}`]),
    ...(kind === 'system' ? [`CLIENT:${clientId}`] : []),
    ...(keepsRules(viewer) ? [`CLIENT:${OVERSIGHT_CLIENT}`] : []),
    ...(roles.includes('unit-hr') ? ['UNITS:'] : []),
  ];
};

/** Pages of agreements, the newest first. */
export const agreementPage = pageOfAll(AgreementRow, {
  filters: { state: equals<AgreementRow, AgreementState>(AgreementRow, 'state'), parties: withParty },
  order: ['id'],
  descending: true,
});

interface Change {
  readonly agreement: Agreement;
  readonly action: AgreementAction | 'REQUEST';
  readonly viewer: Viewer;
  readonly documentNumber: string | null;
}

/** Writes down what became of an agreement, for whoever asks later and for whoever follows the change feed. */
const record = async (
  db: ClientBase,
  { agreement: { id, version, state, reason }, action, viewer, documentNumber }: Change,
): Promise<void> => {
  await db.query(
    `insert into agreement_event (agreement_id, version, action, state, actor, client, document_number, reason)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, version, action, state, viewer.subject, viewer.clientId, documentNumber, reason],
  );
  await db.query(`insert into change (fact, subject, document) values ('agreement', $1, $2)`, [
    id,
    documentNumber,
  ]);
};

/** A request for an agreement. */
export interface Request {
  readonly terms: Terms;
  readonly documentNumber: string;
  readonly viewer: Viewer;
  /** YYYY-MM-DD; its clock starts on this day. */
  readonly today: string;
}

/** Registers a request; AGREEMENT_ASKED_ALREADY while one with the same consumer and document number is open. */
export const insertRequest = async (
  db: ClientBase,
  { terms, documentNumber, viewer, today }: Request,
): Promise<Agreement> => {
  const { rows } = await db.query<AgreementRow>(
    `insert into agreement (consumer_kind, consumer_name, purpose_kinds, coordinates, institutions, valid_from,
       valid_to, document_number, state, requested_by, decide_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'REQUESTED', $9, $10)
     on conflict (consumer_kind, coalesce(consumer_name, ''), document_number) where state = 'REQUESTED' do nothing
     returning ${COLUMNS}`,
    [
      terms.consumerKind,
      terms.consumerName,
      terms.purposeKinds,
      terms.coordinates,
      terms.institutions,
      terms.validFrom,
      terms.validTo,
      documentNumber,
      viewer.subject,
      lastDayOf('DECIDE_REQUEST', today),
    ],
  );
  const [agreement] = rows;
  if (agreement === undefined) throw new CodedError('AGREEMENT_ASKED_ALREADY', { documentNumber });
  await record(db, { agreement, action: 'REQUEST', viewer, documentNumber });
  return agreement;
};

/** A decision of the owner about an agreement. */
export interface Decided {
  readonly owner: DepartmentName;
  readonly id: string;
  /** The version that was decided about. */
  readonly version: number;
  readonly action: AgreementAction;
  readonly reason: string | null;
  readonly documentNumber: string | null;
  readonly viewer: Viewer;
}

const lock = async (db: ClientBase, { owner, id, version }: Decided): Promise<Agreement> => {
  const { rows } = await db.query<AgreementRow>(
    `select ${COLUMNS} from agreement where id = $1::bigint for update`,
    [id],
  );
  const [agreement] = rows;
  if (agreement === undefined) throw new CodedError('AGREEMENT_UNKNOWN', { owner });
  if (agreement.version !== version)
    throw new CodedError('VERSION_STALE', { version, current: agreement.version });
  return agreement;
};

/** Decides on an agreement, where its state and the version that was read allow it. */
export const updateDecided = async (db: ClientBase, decided: Decided): Promise<Agreement> => {
  const { action, reason, documentNumber, viewer } = decided;
  const { id, state } = await lock(db, decided);
  const next = nextState(state, action);
  if (next === undefined) throw new CodedError('AGREEMENT_STATE_OTHER', { decision: action, state });
  if (needsReason(action) && reason === null)
    throw new CodedError('AGREEMENT_REASON_MISSING', { decision: action });
  const { rows } = await db.query<AgreementRow>(
    `update agreement set state = $2, decided_by = $3, reason = $4, version = version + 1 where id = $1::bigint
     returning ${COLUMNS}`,
    [id, next, viewer.subject, reason],
  );
  const agreement = rows[0]!;
  await record(db, { agreement, action, viewer, documentNumber });
  return agreement;
};
