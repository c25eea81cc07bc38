import type { ClientBase } from 'pg';
import { CodedError } from '../../../../schema/errors.ts';
import { selectList } from '../../../kit/database/columns.ts';
import { isRowNumber } from '../../../kit/sharing/given.ts';
import { Finding } from '../entities.ts';
import { lockRule } from './rules.ts';

const FINDING = selectList(Finding);

/**
 * A finding that nobody else changes, or enters findings of its rule meanwhile. Throws FINDING_UNKNOWN, and
 * VERSION_STALE where it is not as the client saw it.
 */
export const lockFinding = async (db: ClientBase, id: string, version: number): Promise<Finding> => {
  const unknown = (): CodedError => new CodedError('FINDING_UNKNOWN', { finding: id });
  if (!isRowNumber(id)) throw unknown();
  const about = await db.query<{ rule: string }>('select rule_id as rule from finding where id = $1', [id]);
  await lockRule(db, about.rows[0]?.rule ?? '');
  const { rows } = await db.query<Finding>(`select ${FINDING} from finding where id = $1 for update`, [id]);
  const [finding] = rows;
  if (finding === undefined) throw unknown();
  if (finding.version !== version)
    throw new CodedError('VERSION_STALE', { version, current: finding.version });
  return finding;
};
