// What people say about findings.
import { CodedError } from '../../../../schema/errors.ts';
import { selectList } from '../../../kit/database/columns.ts';
import { givenText } from '../../../kit/sharing/given.ts';
import type { EstablishmentContext } from '../../context.ts';
import { admitsVerdict, type Verdict } from '../domain.ts';
import { Finding } from '../entities.ts';
import { requireTo } from '../rights.ts';
import { lockFinding } from './finding.ts';

interface VerdictArguments {
  readonly id: string;
  /** The version that was judged. */
  readonly version: number;
  readonly reason: string;
}

const FINDING = selectList(Finding);

const judging =
  (verdict: Verdict) =>
  (
    { id, version, reason }: VerdictArguments,
    { asker, write }: Pick<EstablishmentContext, 'asker' | 'write'>,
  ): Promise<Finding> => {
    const { subject: actor } = requireTo('JUDGE', asker?.viewer);
    const said = givenText('reason', reason);
    return write(async (db) => {
      const finding = await lockFinding(db, id, version);
      const { state } = finding;
      if (!admitsVerdict(state, verdict)) throw new CodedError('FINDING_STATE_OTHER', { verdict, state });
      const judged = await db.query<Finding>(
        `update finding set state = $2, verdict_by = $3, verdict_at = now(), verdict_reason = $4, version = version + 1
         where id = $1 returning ${FINDING}`,
        [id, verdict, actor, said],
      );
      await db.query(
        `insert into finding_event (finding_id, action, from_state, to_state, actor, reason, digest)
         values ($1, $2, $3, $2, $4, $5, $6)`,
        [id, verdict, state, actor, said, finding.digest],
      );
      await db.query(
        `insert into change (fact, subject_kind, subject)
         select distinct 'finding', kind, key from (values ($1, $2), ('INSTITUTION', $3)) as about (kind, key)
         where key is not null`,
        [finding.subjectKind, finding.subject, finding.institutionCode],
      );
      return judged.rows[0]!;
    });
  };

/** A person confirms a finding. */
export const confirmFinding = judging('CONFIRMED');

/** A person refutes a finding. */
export const refuteFinding = judging('REFUTED');
