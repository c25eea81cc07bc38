// Standing rules: versions are saved, put to work and taken out of it.
import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { CodedError } from '../../../../schema/errors.ts';
import { selectList } from '../../../kit/database/columns.ts';
import { givenTextIfAny } from '../../../kit/sharing/given.ts';
import type { EstablishmentContext } from '../../context.ts';
import type { RuleInput, RuleOrigin } from '../../generated.ts';
import { Rule, RuleVersion } from '../entities.ts';
import { givenDocument, givenObject, givenRuleId, givenShare, isRuleId, keepable } from '../given.ts';
import { isOversight } from '../../../kit/sharing/rights.ts';
import { requireTo } from '../rights.ts';

type Context = Pick<EstablishmentContext, 'asker' | 'write'>;

const RULE = selectList(Rule);
const VERSION = selectList(RuleVersion);

/** The same text for the same value, whatever the order of its names. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const named = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${named.map(([name, own]) => `${JSON.stringify(name)}:${canonical(own)}`).join(',')}}`;
};

const digestOf = (text: string, parameters: object): string =>
  createHash('sha256')
    .update(`${text}\n${canonical(parameters)}`)
    .digest('hex');

/** A rule that nobody else changes or records findings of meanwhile; undefined where there is none. */
export const lockRule = async (db: ClientBase, id: string): Promise<Rule | undefined> => {
  // No rule has another id; some texts Postgres would not even look for.
  if (!isRuleId(id)) return undefined;
  const { rows } = await db.query<Rule>(`select ${RULE} from rule where id = $1 for no key update`, [id]);
  return rows[0];
};

/** A version of a rule, else RULE_VERSION_UNKNOWN. */
export const versionOf = async (db: ClientBase, id: string, version: number): Promise<RuleVersion> => {
  const { rows } = await db.query<RuleVersion>(
    `select ${VERSION} from rule_version where rule_id = $1 and version = $2`,
    [id, version],
  );
  const [found] = rows;
  if (found === undefined) throw new CodedError('RULE_VERSION_UNKNOWN', { rule: id, version });
  return found;
};

const latestOf = async (db: ClientBase, id: string, origin: RuleOrigin): Promise<RuleVersion | undefined> => {
  const { rows } = await db.query<RuleVersion>(
    `select ${VERSION} from rule_version where rule_id = $1 and origin = $2 order by version desc limit 1`,
    [id, origin],
  );
  return rows[0];
};

const feed = async (db: ClientBase, id: string): Promise<void> => {
  await db.query(`insert into change (fact, subject) values ('rule', $1)`, [id]);
};

/** Saves a version of a rule, where it differs from the latest of its origin. */
export const saveRule = (
  { input }: { readonly input: RuleInput },
  { asker, write }: Context,
): Promise<RuleVersion> => {
  const viewer = requireTo('SAVE_RULE', asker?.viewer);
  const origin = input.origin ?? (isOversight(viewer) ? 'BUILTIN' : 'SAVED');
  if (origin === 'BUILTIN') requireTo('SAVE_BUILTIN_RULE', viewer);
  const id = givenRuleId(input.id);
  const text = givenDocument('text', input.text);
  const parameters = givenObject('parameters', input.parameters);
  const values = keepable('parameters', parameters);
  const note = givenTextIfAny('note', input.note);
  const floor = givenShare('floor', input.floor);
  const digest = digestOf(text, parameters);
  return write(async (db) => {
    await db.query('insert into rule (id) values ($1) on conflict (id) do nothing', [id]);
    await lockRule(db, id);
    const latest = await latestOf(db, id, origin);
    if (latest?.digest === digest) return latest;
    const { rows } = await db.query<RuleVersion>(
      `insert into rule_version (rule_id, version, text, parameters, digest, origin, saved_by, saved_department, note, floor)
       select $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9 from rule_version where rule_id = $1
       returning ${VERSION}`,
      [id, text, values, digest, origin, viewer.subject, viewer.department, note, floor],
    );
    await feed(db, id);
    return rows[0]!;
  });
};

/** A rule, locked, with the version that is decided about; whoever decides may do so. */
const decided = async (
  db: ClientBase,
  { id, version }: { readonly id: string; readonly version: number | null },
  by: NonNullable<Context['asker']>['viewer'],
): Promise<Rule> => {
  const rule = await lockRule(db, id);
  if (rule === undefined) throw new CodedError('RULE_UNKNOWN', { rule: id });
  const about = version ?? rule.activeVersion;
  const kept = about === null ? undefined : await versionOf(db, id, about);
  if (kept !== undefined) requireTo(kept.origin === 'BUILTIN' ? 'DECIDE_BUILTIN_RULE' : 'DECIDE_RULE', by);
  if (rule.activeVersion === version) return rule;
  // Four eyes: whoever saved a version does not put it to work. Any director takes one out of it.
  if (version !== null && kept?.origin === 'SAVED' && kept.savedBy === by.subject)
    throw new CodedError('RULE_ACTIVATION_OWN', { rule: id, version });
  const { rows } = await db.query<Rule>(
    `update rule set active_version = $2, decided_by = $3, decided_at = now() where id = $1 returning ${RULE}`,
    [id, version, by.subject],
  );
  await feed(db, id);
  return rows[0]!;
};

/** Puts a version of a rule to work. */
export const activateRule = (
  args: { readonly id: string; readonly version: number },
  { asker, write }: Context,
): Promise<Rule> => {
  const viewer = requireTo('DECIDE_BUILTIN_RULE', asker?.viewer);
  return write((db) => decided(db, args, viewer));
};

/** Takes a rule out of work. */
export const retireRule = ({ id }: { readonly id: string }, { asker, write }: Context): Promise<Rule> => {
  const viewer = requireTo('DECIDE_BUILTIN_RULE', asker?.viewer);
  return write((db) => decided(db, { id, version: null }, viewer));
};
