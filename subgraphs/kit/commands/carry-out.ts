import type { ClientBase } from 'pg';
import type { DepartmentName } from '../../../schema/departments.ts';
import { CodedError } from '../../../schema/errors.ts';
import { departmentSdl } from '../../../schema/sdl.ts';
import type { Context } from '../graph/context.ts';
import type { CheckMeans } from '../import/check/checker.ts';
import type { ImportTable } from '../import/table.ts';
import { vocabularyOf, type Vocabulary } from '../import/vocabulary.ts';
import { requireStaff } from '../sharing/rights.ts';
import type { Aliases } from './check.ts';
import { claim, settle } from './claim.ts';
import { refusable, writeError } from './failure.ts';
import { claimOf, type Keyed } from './key.ts';
import { limitWaiting } from './lock.ts';
import { rowOf } from './rows.ts';
import { idColumnOf, targetOf } from './target.ts';

/** What a command takes of its request. */
export type CommandContext = Pick<Context<unknown>, 'asker' | 'write' | 'pidOf' | 'seal'>;

/** What a command is, apart from its arguments. */
export interface CommandSpec {
  readonly owner: DepartmentName;
  readonly name: string;
  /** The table whose rows it answers with. */
  readonly table: ImportTable;
  readonly aliases?: Aliases | undefined;
}

/** What a command does in its transaction; the rows that it answers with. */
export type Work = (db: ClientBase, means: CheckMeans) => Promise<object[]>;

const vocabularies = new Map<DepartmentName, Vocabulary>();

/** The terms of a department's contract. */
export const vocabularyOfOwner = (owner: DepartmentName): Vocabulary => {
  const vocabulary = vocabularies.get(owner) ?? vocabularyOf(departmentSdl(owner));
  vocabularies.set(owner, vocabulary);
  return vocabulary;
};

const secretFields = ({ table, aliases = {} }: CommandSpec): ReadonlySet<string> =>
  new Set(
    table.columns
      .filter(({ type }) => type === 'identityNumber')
      .map(({ property }) => aliases[property] ?? property),
  );

/** The rows that a command answered with before, as they are now. */
const rowsOfIds = async (
  db: ClientBase,
  { table }: CommandSpec,
  ids: readonly string[],
): Promise<object[]> => {
  const target = await targetOf(db, table);
  const id = `known.${idColumnOf(target)}::text`;
  const { rows } = await db.query<object>(
    `select ${rowOf(table.entity, 'known')} from ${target.name} known
     where ${id} = any($1) order by array_position($1::text[], ${id})`,
    [ids],
  );
  if (rows.length < ids.length) throw new CodedError('FACT_UNKNOWN');
  return rows;
};

const idsOf = async (db: ClientBase, { table }: CommandSpec, rows: readonly object[]): Promise<string[]> => {
  const property = idColumnOf(await targetOf(db, table));
  return rows.map((row) => String(new Map<string, unknown>(Object.entries(row)).get(property)));
};

/**
 * Carries a command out for the department's own staff, or for the department itself, in one transaction: the facts,
 * their places in the change feed, and the key of the command, or none of them.
 */
export const carryOut = async (
  spec: CommandSpec,
  args: Keyed,
  { asker, write, pidOf, seal }: CommandContext,
  work: Work,
): Promise<object[]> => {
  if (asker !== undefined) requireStaff(spec.owner, asker.viewer);
  const viewer = asker?.viewer.subject ?? '';
  const claimed = claimOf(args, { viewer, name: spec.name, secret: secretFields(spec), pidOf });
  const means = { pidOf, seal, vocabulary: vocabularyOfOwner(spec.owner) };
  const once = async (db: ClientBase): Promise<object[]> => {
    if (claimed === undefined) return work(db, means);
    const before = await claim(db, claimed);
    if (before !== undefined) return rowsOfIds(db, spec, before);
    const rows = await work(db, means);
    await settle(db, claimed, await idsOf(db, spec, rows));
    return rows;
  };
  const carried = write(async (db) => {
    await limitWaiting(db);
    return refusable(db, () => once(db));
  });
  const outcome = await carried.catch((error: unknown) => {
    throw writeError(error);
  });
  if (outcome instanceof CodedError) throw outcome;
  return outcome;
};
