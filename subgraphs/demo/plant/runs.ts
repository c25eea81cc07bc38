import type { Client } from 'pg';

const SCHEDULED = "reason = 'SCHEDULED' and state <> 'CANCELLED'";

/** Runs of the day over facts that are replaced do not count as such any more: the day has another one. */
export const cancelRuns = async (client: Client): Promise<void> => {
  await client.query(
    `update run_shard set state = 'CANCELLED', worker = null, lease_until = null, not_before = null
      where state in ('PENDING', 'CLAIMED', 'WAITING') and run_id in (select id from rule_run where ${SCHEDULED})`,
  );
  await client.query(
    `update rule_run set state = 'CANCELLED', finished_at = coalesce(finished_at, now()) where ${SCHEDULED}`,
  );
};
