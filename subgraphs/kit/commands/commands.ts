// What a department's staff write into their own database, one fact or one list of facts at a time.
import type { DepartmentName } from '../../../schema/departments.ts';
import { fault } from '../import/check/fault.ts';
import type { ImportTable } from '../import/table.ts';
import { amendRow } from './amend.ts';
import { carryOut, type CommandContext } from './carry-out.ts';
import type { Aliases } from './check.ts';
import { refuseFaults } from './fault.ts';
import { rowAt, rowsOfList, type Fields, type GivenRow } from './given.ts';
import type { Keyed } from './key.ts';
import { writeOver } from './replace.ts';
import { writeNew } from './write.ts';

/** Carries a command out. */
export type Command<Args, Answer> = (args: Args, context: CommandContext) => Promise<Answer>;

/** The arguments of a command that registers something. */
export interface Given<Input> extends Keyed {
  readonly input: Input;
}

/** The arguments of a command that registers something, or replaces it. */
export interface GivenOver extends Given<object> {
  /** The version that the client saw; none for what is to be new. */
  readonly version?: number | null;
}

/** The arguments of a command that changes a registered fact. */
export interface Amending extends Keyed {
  readonly id: string;
  /** The version that the client saw. */
  readonly version: number;
  readonly documentNumber?: string | null;
}

/** A table that a command registers rows of, and how they come from its input. */
export interface Part<Input> {
  readonly table: ImportTable;
  readonly rows: (input: Input) => readonly GivenRow[];
}

/** Fields of a row of this shape. */
export type FieldsOf<Row> = { readonly [Property in keyof Row & string]?: unknown };

/** Most rows that one command registers. */
const ROWS_MAX = 1000;

const refuseLength = (list: string, length: number): void => {
  const path = ['input', list];
  if (length === 0) refuseFaults([{ path, ...fault('VALUE_MISSING') }]);
  if (length > ROWS_MAX) refuseFaults([{ path, ...fault('LIST_TOO_LONG', { max: ROWS_MAX }) }]);
};

const INPUT = ['input'];

const single = <Row extends object>(rows: readonly object[]): Row => rows[0] as Row;

/** How the rooms of a department say what its commands are. `Row` is the entity that a command answers with. */
export const commandsOf = (owner: DepartmentName) => ({
  /** Registers one row. `aliases` are the fields that fill properties of another name. */
  record:
    <Row extends object>(name: string, table: ImportTable, aliases?: Aliases): Command<Given<object>, Row> =>
    async (args, context) => {
      const given = [rowAt({ ...args.input }, INPUT)];
      return single(
        await carryOut({ owner, name, table, aliases }, args, context, (db, means) =>
          writeNew(db, [{ table, aliases, given }], means),
        ),
      );
    },

  /** Registers the rows of a list of the input, all or none. What stands beside the list is of all of them. */
  recordEach:
    <Row extends object>(name: string, table: ImportTable, list: string): Command<Given<object>, Row[]> =>
    async (args, context) => {
      const given = rowsOfList({ ...args.input }, list, INPUT);
      const rows = await carryOut({ owner, name, table }, args, context, async (db, means) => {
        refuseLength(list, given.length);
        return writeNew(db, [{ table, given }], means);
      });
      return rows as Row[];
    },

  /** Registers rows of several tables, all or none; answers with the row of the first. */
  recordTogether:
    <Row extends object, Input extends object>(
      name: string,
      first: Part<Input>,
      ...others: readonly Part<Input>[]
    ): Command<Given<Input>, Row> =>
    async (args, context) => {
      const tables = [first, ...others].map(({ table, rows }) => ({ table, given: rows(args.input) }));
      return single(
        await carryOut({ owner, name, table: first.table }, args, context, (db, means) =>
          writeNew(db, tables, means),
        ),
      );
    },

  /** Registers one row, or replaces the one with its key, whose version is given. */
  set:
    <Row extends object>(name: string, table: ImportTable): Command<GivenOver, Row> =>
    async (args, context) => {
      const given = [rowAt({ ...args.input }, INPUT)];
      return single(
        await carryOut({ owner, name, table }, args, context, (db, means) =>
          writeOver(db, { table, given }, args.version, means),
        ),
      );
    },

  /** Changes fields of a registered row; no day among them may lie before that of the row's property `notBefore`. */
  amend:
    <Row extends object>(
      name: string,
      table: ImportTable,
      notBefore?: keyof Row & string,
    ): Command<Amending & FieldsOf<Omit<Row, keyof Amending>>, Row> =>
    async (args, context) => {
      const { id, version, documentNumber: document, idempotencyKey: _, ...fields }: Amending & Fields = args;
      return single(
        await carryOut({ owner, name, table }, args, context, (db, means) =>
          amendRow(db, { table, id, version, fields, document, notBefore }, means),
        ),
      );
    },
});
