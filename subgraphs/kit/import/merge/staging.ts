import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Value } from '../check/rows.ts';
import { FAULTS, list, STAGING } from './sql.ts';
import type { Target } from './target.ts';

/** A sound row on its way into the staging table. */
export interface StagedRow {
  readonly number: number;
  readonly values: readonly Value[];
}

/** The staging table while it is filled. */
export interface Staging {
  readonly write: (rows: readonly StagedRow[]) => Promise<void>;
  readonly end: () => Promise<void>;
  readonly abandon: () => void;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A value in COPY's text format. Source: PostgreSQL manual, COPY, text format. */
const copyText = (value: Value): string => {
  if (value === null) return '\\N';
  return /[\\\t\n\r]/.test(value)
    ? value.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? '')
    : value;
};

const copyLine = ({ number, values }: StagedRow): string => {
  let line = String(number);
  for (const value of values) line += `\t${copyText(value)}`;
  return `${line}\n`;
};

/** Makes the temporary tables of one import; they vanish with its transaction. */
export const createStaging = async (client: ClientBase, { name, columns }: Target): Promise<void> => {
  await client.query(`create temp table ${STAGING} on commit drop as
    select 0::integer as row_number, ${list(columns)} from ${name} limit 0`);
  await client.query(`create temp table ${FAULTS} (row_number integer not null, property text not null, value text,
    code text not null, details jsonb not null default '{}') on commit drop`);
};

/** Opens the stream of rows into the staging table. */
export const fillStaging = (client: ClientBase, columns: readonly string[]): Staging => {
  const stream = client.query(copyFrom(`copy ${STAGING} (row_number, ${list(columns)}) from stdin`));
  const done = finished(stream);
  done.catch(() => undefined);
  return {
    write: async (rows) => {
      let text = '';
      for (const row of rows) text += copyLine(row);
      if (!stream.write(text)) await Promise.race([once(stream, 'drain'), done]);
    },
    end: () => {
      stream.end();
      return done;
    },
    abandon: () => stream.destroy(new Error('the import was given up')),
  };
};
