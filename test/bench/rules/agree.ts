// A fast wrong run is a failure: the ledger has to have exactly whom plain SQL hits, and whom it warns about.
import { readFileSync } from 'node:fs';
import { COMMITTED_SUPERGRAPH } from '../../../gateway/compose/read.ts';
import { ruleFiles } from '../../../gateway/oversight/rule/files.ts';
import type { Metadata } from '../../../gateway/oversight/rule/metadata.ts';
import { rulesOver } from '../../../gateway/oversight/rule/over.ts';
import type { Said } from '../../support/oracle/oracle.ts';
import type { District } from '../linked/district.ts';
import type { PeerRule } from './peer.ts';
import { query } from './postgres.ts';

interface Subjects {
  readonly rule: string;
  readonly severity: string;
  readonly subjects: readonly string[];
}

/** Subjects of the findings that stand, by rule and severity. */
const standing = ({ databases }: District): Promise<Subjects[]> =>
  query<Subjects>(
    databases.establishment.ownerUrl,
    `select rule_id as rule, severity, array_agg(distinct subject order by subject) as subjects
     from finding where present group by rule_id, severity`,
  );

/** What the built-in rules say of themselves. */
const builtin = (): Metadata[] => {
  const compile = rulesOver(readFileSync(COMMITTED_SUPERGRAPH, 'utf8'));
  return ruleFiles().map(({ text }) => compile(text).metadata);
};

/** How subjects in the ledger differ from those of the peer; nothing where they do not. */
const differing = (what: string, ours: readonly string[], theirs: readonly string[]): string[] => {
  const [known, wanted] = [new Set(ours), new Set(theirs)];
  const missing = theirs.filter((one) => !known.has(one));
  const more = ours.filter((one) => !wanted.has(one));
  return missing.length + more.length === 0
    ? []
    : [
        `${what}: without ${missing.length} (${missing[0] ?? ''}), with ${more.length} more (${more[0] ?? ''})`,
      ];
};

/**
 * Compares the ledger with the peer, of every built-in rule whom it hits, how gravely, and whom it warns about: how many subjects both
 * have. Throws where they differ, and where a rule has no SQL.
 */
export const compareFindings = async (district: District, peer: readonly PeerRule[]): Promise<number> => {
  const found = await standing(district);
  const asked = new Map<string, Said>(peer.map((one) => [one.rule, one]));
  const wrong = builtin().flatMap(({ id, severity }) => {
    const said = asked.get(id);
    if (said === undefined) return [`${id}: not in SQL`];
    const ours = (isSo: (level: string) => boolean): string[] =>
      found.flatMap((one) => (one.rule === id && isSo(one.severity) ? one.subjects : []));
    const isHit = (level: string): boolean => level === severity || level === 'RED';
    const isWarning = (level: string): boolean => !isHit(level);
    const isGraver = (level: string): boolean => isHit(level) && level !== severity;
    return [
      ...differing(id, ours(isHit), said.hit),
      ...differing(`${id}, warnings`, ours(isWarning), said.warned),
      ...differing(`${id}, graver`, ours(isGraver), said.grave),
    ];
  });
  if (wrong.length > 0) throw new Error(`the findings are not those of plain SQL:\n${wrong.join('\n')}`);
  return peer.reduce((sum, { hit, warned }) => sum + hit.length + warned.length, 0);
};
