// Names of copies: one that Postgres cuts off could be that of the database itself.
import { scratchNameOf } from '../../../subgraphs/kit/postgres/scratch/name.ts';

const BYTES_MAX = 63;

it.each([
  ['an ordinary name', 'fournets_hr', 'fournets_hr_scratch_copy'],
  ['the longest name', 'x'.repeat(BYTES_MAX), `${'x'.repeat(50)}_scratch_copy`],
  ['the longest name of wide characters', '编'.repeat(21), `${'编'.repeat(16)}_scratch_copy`],
])('is that of the database, marked, for %s', (_of, database, name) => {
  expect(scratchNameOf(database)).toBe(name);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(BYTES_MAX);
  expect(name).not.toBe(database);
});

it('is refused for a copy', () => {
  expect(() => scratchNameOf('fournets_hr_scratch_copy')).toThrow(
    expect.objectContaining({ code: 'SCRATCH_OF_SCRATCH' }) as Error,
  );
});
