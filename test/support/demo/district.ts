// Districts for tests: fixed keys, so that the same options give the same pids.
import { createHash } from 'node:crypto';
import { generateDistrict, type District } from '../../../subgraphs/demo/generate.ts';

export const PID_KEY = Buffer.alloc(32, 1);
export const IDENTITY_KEY = Buffer.alloc(32, 2);

/** The last month of pay where a test asks for none. */
export const UNTIL = '2026-10';

/** An invented district of a test. */
export const district = (people: number, seed: number, until = UNTIL): District =>
  generateDistrict({ people, seed, until, pidKey: PID_KEY, identityKey: IDENTITY_KEY });

/** All rows of a table as their cells. */
export const rowsOf = (made: District, table: string): string[][] =>
  [...made.chunks()].flatMap(({ rows }) =>
    (rows.get(table)?.bytes.toString() ?? '')
      .split('\n')
      .filter((row) => row !== '')
      .map((row) => row.split('\t')),
  );

/** Hash over all rows; the encrypted identity number, the last cell of a person, is random and left out. */
export const hashOf = (made: District): string => {
  const hash = createHash('sha256');
  for (const { rows } of made.chunks())
    for (const [table, { bytes }] of rows)
      hash.update(table === 'person' ? bytes.toString().replace(/\t[^\t\n]*\n/g, '\n') : bytes);
  return hash.digest('hex');
};
