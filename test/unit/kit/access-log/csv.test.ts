// No cell of an export is a formula, and every cell can be read back.
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvHead, csvLine } from '../../../../subgraphs/kit/access-log/export/csv.ts';
import type { AccessRow } from '../../../../subgraphs/kit/access-log/rows.ts';

const row = (more: Partial<AccessRow> = {}): AccessRow => ({
  seq: '7',
  time: new Date('2026-06-15T08:00:00.123Z'),
  viewer: 'account-17',
  viewer_kind: 'PERSON',
  client: 'console',
  department: 'discipline',
  purpose: '纪立〔2026〕17号',
  purpose_kind: 'INVESTIGATION',
  operation: 'f0',
  owner: 'finance',
  coordinates: ['Payment.gross', 'Person.payments'],
  pids: ['ab', 'cd'],
  institution_codes: [],
  unlisted: 0,
  result: 'REFUSED',
  reason: 'PURPOSE_MISSING',
  trace: '0123',
  key_id: 'k',
  prev: Buffer.alloc(32),
  hash: Buffer.alloc(32),
  ...more,
});

const cellsOf = (text: string): string[] => {
  const [cells] = parse(text, { bom: true });
  return cells as string[];
};

it('has headings in both languages behind a mark that says UTF-8', () => {
  expect(csvHead().startsWith('\ufeff"number 序号","time 时间","viewer 访问者"')).toBe(true);
  expect(cellsOf(csvHead())).toHaveLength(17);
});

it('has a cell under each heading', () => {
  expect(cellsOf(csvLine(row()))).toEqual([
    '7',
    '2026-06-15T08:00:00.123Z',
    'account-17',
    'PERSON',
    'console',
    'discipline',
    '纪立〔2026〕17号',
    'INVESTIGATION',
    'f0',
    'finance',
    'Payment.gross Person.payments',
    'ab cd',
    '',
    '0',
    'REFUSED',
    'PURPOSE_MISSING',
    '0123',
  ]);
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1', '＝1', '＋1', '－1', '＠1'])(
  'quotes what a spreadsheet would run: %j',
  (client) => {
    expect(cellsOf(csvLine(row({ client })))[4]).toBe(`'${client}`);
  },
);

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.stringMatching(/^[=+\-@\t\r\n "',;]{1,6}$/),
);

it('keeps every text as one cell that is no formula', () => {
  fc.assert(
    fc.property(text, (client) => {
      const cells = cellsOf(csvLine(row({ client, viewer: client })));
      expect(cells).toHaveLength(17);
      expect([client, `'${client}`]).toContain(cells[4]);
      expect(cells[2]).toBe(cells[4]);
      expect(cells[4]).not.toMatch(/^\s*[=+\-@]|^[\t\r\n]/);
    }),
    { numRuns: 1000 },
  );
});
