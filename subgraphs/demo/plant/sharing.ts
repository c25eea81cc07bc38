import type { Client } from 'pg';
import type { DepartmentName } from '../../../schema/departments.ts';
import { lastDayOf } from '../../kit/sharing/clocks.ts';
import { DEMO_AGREEMENTS } from '../sharing/agreements.ts';
import { DEMO_TASKS } from '../sharing/tasks.ts';
import { SINCE, type DemoAgreement } from '../sharing/terms.ts';

/** The client that the demo's agreements were made through. */
const CLIENT = 'console';

const plantAgreement = async (client: Client, agreement: DemoAgreement): Promise<void> => {
  const { documentNumber, requestedBy, grantedBy } = agreement;
  const { rows } = await client.query<{ id: string }>(
    `insert into agreement (consumer_kind, consumer_name, purpose_kinds, coordinates, institutions, valid_from,
       valid_to, document_number, state, requested_by, requested_at, decide_by, decided_by, version)
     select $1, $2::text, $3, $4, $5, $6::date, $7, $8::text, 'GRANTED', $9, $6::date, $10, $11, 2
     where not exists (select from agreement where document_number = $8::text)
     returning id`,
    [
      agreement.consumerKind,
      agreement.consumerName,
      agreement.purposeKinds,
      agreement.coordinates,
      agreement.institutions,
      agreement.validFrom,
      agreement.validTo,
      documentNumber,
      requestedBy,
      lastDayOf('DECIDE_REQUEST', SINCE),
      grantedBy,
    ],
  );
  for (const { id } of rows)
    await client.query(
      `insert into agreement_event (agreement_id, version, action, state, actor, client, document_number)
       values ($1, 1, 'REQUEST', 'REQUESTED', $2, $4, $5), ($1, 2, 'GRANT', 'GRANTED', $3, $4, $5)`,
      [id, requestedBy, grantedBy, CLIENT, documentNumber],
    );
};

/** Plants a department's agreements and tasks, but for those that are there: they outlive the facts of a district. */
export const plantSharing = async (client: Client, department: DepartmentName): Promise<void> => {
  for (const agreement of DEMO_AGREEMENTS)
    if (agreement.owner === department) await plantAgreement(client, agreement);
  for (const task of DEMO_TASKS)
    if (task.department === department)
      await client.query(
        `insert into task (kind, document_number, title, people, units, valid_from, valid_to, registered_by)
         select $1, $2::text, $3, $4, $5, $6, $7, $8
         where not exists (select from task where document_number = $2::text)`,
        [
          task.kind,
          task.documentNumber,
          task.title,
          task.people,
          task.units,
          task.validFrom,
          task.validTo,
          task.registeredBy,
        ],
      );
};
