// A fast wrong run is a failure: the ledger has to have exactly whom plain SQL hits.
import type { District } from '../linked/district.ts';
import type { PeerRule } from './peer.ts';
import { query } from './postgres.ts';

interface Subjects {
  readonly rule: string;
  readonly subjects: readonly string[];
}

/** Subjects of the findings that stand, by rule. */
const standing = ({ databases }: District): Promise<Subjects[]> =>
  query<Subjects>(
    databases.establishment.ownerUrl,
    `select rule_id as rule, array_agg(distinct subject order by subject) as subjects
     from finding where present group by rule_id`,
  );

/** Compares the ledger with the peer, rule by rule: how many subjects both have. Throws where they differ. */
export const compareFindings = async (district: District, peer: readonly PeerRule[]): Promise<number> => {
  const found = new Map((await standing(district)).map(({ rule, subjects }) => [rule, subjects]));
  const wrong = peer.flatMap(({ rule, subjects }) => {
    const [ours, theirs] = [new Set(found.get(rule) ?? []), new Set(subjects)];
    const missing = [...theirs].filter((one) => !ours.has(one));
    const more = [...ours].filter((one) => !theirs.has(one));
    return missing.length + more.length === 0
      ? []
      : [
          `${rule}: without ${missing.length} (${missing[0] ?? ''}), with ${more.length} more (${more[0] ?? ''})`,
        ];
  });
  if (wrong.length > 0) throw new Error(`the findings are not those of plain SQL:\n${wrong.join('\n')}`);
  return peer.reduce((sum, { subjects }) => sum + subjects.length, 0);
};
