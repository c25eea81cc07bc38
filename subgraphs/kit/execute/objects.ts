import { FAILED, fail, type Complete, type Run, type Target } from './column.ts';
import { after, type Maybe } from './maybe.ts';
import { ofField, ofSome, type Place } from './place.ts';

/** A selected field, compiled: its response values for all objects of a level. */
export interface CompiledField {
  readonly responseName: string;
  readonly resolve: (parents: readonly unknown[], run: Run, place: Place) => Maybe<unknown[]>;
}

/** Puts the values of one object together, from its index in the columns of the fields. */
type Assemble = (columns: readonly (readonly unknown[])[], index: number) => unknown;

const compileAssemble = (names: readonly string[]): Assemble => {
  const parts = names.map((name, field) => `[${JSON.stringify(name)}]: columns[${field}][index]`);
  // Measured: an object literal is built in a tenth of the time that assigning its names one by one takes.
  return new Function('columns', 'index', `return { ${parts.join(', ')} };`) as Assemble;
};

const hasFailed = (columns: readonly (readonly unknown[])[], index: number): boolean =>
  columns.some((column) => column[index] === FAILED);

const arrive = async (
  columns: (readonly unknown[])[],
  field: number,
  column: Promise<readonly unknown[]>,
): Promise<void> => {
  columns[field] = await column;
};

/** The selected fields of objects of one type. */
export const selection = (fields: readonly CompiledField[]): Complete => {
  const assemble = compileAssemble(fields.map(({ responseName }) => responseName));
  return (parents, run, place) => {
    const columns: (readonly unknown[])[] = [];
    const awaited: Promise<void>[] = [];
    fields.forEach(({ responseName, resolve }, field) => {
      const column = resolve(parents, run, ofField(place, responseName));
      if (column instanceof Promise) awaited.push(arrive(columns, field, column));
      else columns[field] = column;
    });
    return after(awaited.length === 0 ? undefined : Promise.all(awaited), () =>
      parents.map((_, index): unknown =>
        run.errors.length > 0 && hasFailed(columns, index) ? FAILED : assemble(columns, index),
      ),
    );
  };
};

/** Objects of one type: those that are there are completed together. */
export const objects =
  (select: Complete, target: Target): Complete =>
  (values, run, place) => {
    const completed: unknown[] = [];
    const there: unknown[] = [];
    const indexes: number[] = [];
    for (let index = 0; index < values.length; index++) {
      const value = values[index];
      if (value === null || value === undefined) completed[index] = null;
      else if (value instanceof Error) completed[index] = fail(run, target, place, index, value);
      else {
        indexes.push(index);
        there.push(value);
      }
    }
    if (there.length === values.length) return select(there, run, place);
    if (there.length === 0) return completed;
    return after(select(there, run, ofSome(place, indexes)), (selected) => {
      indexes.forEach((place_, index) => {
        completed[place_] = selected[index];
      });
      return completed;
    });
  };
