import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { examine } from '../../../subgraphs/kit/import/read/examine.ts';
import { openSource } from '../../../subgraphs/kit/import/read/open.ts';
import type { SourceOptions } from '../../../subgraphs/kit/import/read/source.ts';

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'fournets-read-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

const place = (content: string | Buffer, name = 'file.csv'): string => {
  const file = path.join(directory, name);
  writeFileSync(file, content);
  return file;
};

const readPath = async (file: string, options: SourceOptions = {}, encoding?: string) => {
  const source = await openSource(await examine(file, encoding), options);
  const rows = [];
  for await (const portion of source.rows) rows.push(...portion);
  return { ...source, rows, cells: rows.map((row) => row.cells) };
};
const read = (content: string | Buffer, options?: SourceOptions, encoding?: string) =>
  readPath(place(content), options, encoding);

const codeOf = async (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => Reflect.get(Object(error), 'code'),
  );

const GBK = Buffer.from(
  'b1e0bac52cc3fbcdc60a31bfbc2cd5c5c8fd0a'.replace('c3fbcdc6', 'c3fbb3c6').replace('bfbc', ''),
  'hex',
);
const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('what a file is, whatever its name says', () => {
  it.each([
    ['UTF-8', Buffer.from('编号,名称\n1,张三\n'), 'utf-8'],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeff编号,名称\n1,张三\n'), 'utf-8'],
    ['GBK', GBK, 'gb18030'],
    ['UTF-16 LE with a mark', Buffer.from('\ufeff编号,名称\n1,张三\n', 'utf16le'), 'utf-16le'],
    ['UTF-16 BE with a mark', swapped('\ufeff编号,名称\n1,张三\n'), 'utf-16be'],
    ['UTF-16 LE without a mark', Buffer.from('编号,名称\n1,张三\n', 'utf16le'), 'utf-16le'],
    ['UTF-16 BE without a mark', swapped('编号,名称\n1,张三\n'), 'utf-16be'],
  ])('reads %s', async (_, content, encoding) => {
    const { headers, cells, format } = await read(content);
    expect(headers).toEqual(['编号', '名称']);
    expect(cells).toEqual([['1', '张三']]);
    expect(format).toMatchObject({ kind: 'csv', encoding });
  });

  it('finds GBK far behind a head of plain ASCII', async () => {
    const ascii = 'code,name\n' + 'a,b\n'.repeat(100_000);
    const { format, cells } = await read(Buffer.concat([Buffer.from(ascii), GBK.subarray(10)]));
    expect(format).toMatchObject({ encoding: 'gb18030' });
    expect(cells.at(-1)).toEqual(['1', '张三']);
  });

  it.each([
    ['CRLF', '\r\n'],
    ['LF', '\n'],
    ['CR', '\r'],
  ])('reads lines that end in %s', async (name, end) => {
    const { cells, format } = await read(['a,b', '1,"two\nlines"', '3,4', ''].join(end));
    expect(cells).toEqual([
      ['1', 'two\nlines'],
      ['3', '4'],
    ]);
    expect(format).toMatchObject({ lineEnd: name });
  });

  it.each([',', ';', '\t'])('finds the delimiter %j', async (delimiter) => {
    const { cells } = await read(`a${delimiter}"b,;"${delimiter}c\n1${delimiter}2${delimiter}3\n`);
    expect(cells).toEqual([['1', '2', '3']]);
  });

  it('refuses an empty file, a binary file, an old workbook and a missing one', async () => {
    await expect(codeOf(read(''))).resolves.toBe('FILE_EMPTY');
    await expect(codeOf(read('%PDF-1.7'))).resolves.toBe('FILE_KIND_UNKNOWN');
    await expect(codeOf(read(Buffer.from('d0cf11e0a1b11ae1', 'hex')))).resolves.toBe('FILE_IS_OLD_EXCEL');
    await expect(codeOf(readPath(path.join(directory, 'absent')))).resolves.toBe('FILE_NOT_FOUND');
  });

  it('refuses bytes that are no text of the encoding', async () => {
    await expect(codeOf(read(Buffer.from('61ff0aa3290a', 'hex')))).resolves.toBe('FILE_ENCODING_UNKNOWN');
    await expect(codeOf(read(Buffer.from('c3fb0a', 'hex'), {}, 'utf-8'))).resolves.toBe(
      'FILE_ENCODING_UNKNOWN',
    );
  });
});

describe('broken CSV', () => {
  it('names the row of an open quote', async () => {
    await expect(read('a,b\n1,2\n3,"4\n5,6\n')).rejects.toMatchObject({
      code: 'FILE_QUOTE_OPEN',
      details: { row: 3 },
    });
  });
  it('names the row that is malformed', async () => {
    await expect(read('a,b\n1,2\n3,"4"5\n')).rejects.toMatchObject({
      code: 'FILE_MALFORMED',
      details: { row: 3 },
    });
  });
  it('stops at a record that never ends', async () => {
    await expect(read(`a,b\n1,2\n${'x'.repeat(3_000_000)}`)).rejects.toMatchObject({
      code: 'FILE_RECORD_TOO_LONG',
      details: { row: 3 },
    });
  });
});

const ENCODINGS = {
  'utf-8': (text: string) => Buffer.from(text),
  marked: (text: string) => Buffer.from(`\ufeff${text}`),
  'utf-16le': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'utf-16be': (text: string) => swapped(`\ufeff${text}`),
};

it('reads back any cells in any encoding, with any line end and delimiter', async () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', '编', '"', ',', ';', '\t', '\n', '\r', ' ', '１', '😀'),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell, cell), { minLength: 1 }),
      fc.constantFrom('utf-8', 'marked', 'utf-16le', 'utf-16be' as const),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.constantFrom(',', ';', '\t'),
      async (rows, encoding, end, delimiter) => {
        const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const lines = [['甲', '乙', '丙'], ...rows].map((cells) => cells.map(quote).join(delimiter));
        const { cells } = await read(ENCODINGS[encoding as keyof typeof ENCODINGS](lines.join(end)), {
          delimiter,
        });
        expect(cells).toEqual(rows);
      },
    ),
    { numRuns: 60 },
  );
});

const workbook = async (fill: (book: ExcelJS.Workbook) => void, name: string): Promise<string> => {
  const book = new ExcelJS.Workbook();
  fill(book);
  const file = path.join(directory, name);
  await book.xlsx.writeFile(file);
  return file;
};

describe('workbooks', () => {
  it('reads an xlsx that is named csv, with dates, numbers, formulas and rich text as text', async () => {
    const file = await workbook((book) => {
      const sheet = book.addWorksheet('人员');
      sheet.addRow(['date', 'code', 'sum', 'formula', 'rich', 'flag']);
      sheet.addRow([
        new Date(Date.UTC(2024, 1, 29)),
        '0011',
        0.1 + 0.2,
        { formula: 'A1', result: 7 },
        { richText: [{ text: '张' }, { text: '三' }] },
        true,
      ]);
    }, 'really-xlsx.csv');
    const { headers, cells, serials } = await readPath(file);
    expect(headers).toEqual(['date', 'code', 'sum', 'formula', 'rich', 'flag']);
    expect(cells).toEqual([['2024-02-29', '0011', '0.3', '7', '张三', 'TRUE']]);
    expect(serials).toBe('1900');
  });

  it('chooses a sheet by position or name, and names those there are', async () => {
    const file = await workbook((book) => {
      book.addWorksheet('一').addRow(['a']);
      book.addWorksheet('二').addRow(['b']);
    }, 'two.xls');
    expect((await readPath(file)).headers).toEqual(['a']);
    expect((await readPath(file, { sheet: 2 })).headers).toEqual(['b']);
    expect((await readPath(file, { sheet: '二' })).headers).toEqual(['b']);
    await expect(readPath(file, { sheet: '三' })).rejects.toMatchObject({
      code: 'SHEET_UNKNOWN',
      details: { found: '一, 二' },
    });
  });

  it('keeps characters whole that lie across the chunks of a large sheet', async () => {
    const file = await workbook((book) => {
      const sheet = book.addWorksheet('x');
      sheet.addRow(['名称', '备注']);
      for (let row = 0; row < 20_000; row += 1) sheet.addRow([`某某街道办事处${row}`, '编'.repeat(row % 7)]);
    }, 'large.xlsx');
    const { cells } = await readPath(file);
    expect(cells).toHaveLength(20_000);
    expect(cells.filter(([name], row) => name !== `某某街道办事处${row}`)).toEqual([]);
  });

  it('takes the header from the row that is named', async () => {
    const file = await workbook(
      (book) => book.addWorksheet('x').addRows([['某区人员名册'], [], ['a', 'b'], [1, 2]]),
      'title.xlsx',
    );
    const { headers, rows } = await readPath(file, { headerRow: 3 });
    expect(headers).toEqual(['a', 'b']);
    expect(rows).toEqual([{ number: 4, cells: ['1', '2'] }]);
  });

  it('refuses a ZIP that is no workbook and a workbook cut off', async () => {
    const file = await workbook((book) => book.addWorksheet('x').addRow(['a']), 'cut.xlsx');
    const { readFileSync } = await import('node:fs');
    const bytes = readFileSync(file);
    await expect(codeOf(read(bytes.subarray(0, bytes.length - 200)))).resolves.toBe('WORKBOOK_BROKEN');
    await expect(
      codeOf(read(Buffer.from('504b0304' + '00'.repeat(26) + '504b0506' + '00'.repeat(18), 'hex'))),
    ).resolves.toBe('FILE_KIND_UNKNOWN');
  });

  it('refuses a part that unpacks to more than it declares', async () => {
    const file = await workbook((book) => book.addWorksheet('x').addRow(['a'.repeat(5000)]), 'bomb.xlsx');
    const { readFileSync } = await import('node:fs');
    const bytes = readFileSync(file);
    // The name stands 46 bytes into the part's entry of the central directory, the declared size 24.
    bytes.writeUInt32LE(10, bytes.lastIndexOf('xl/sharedStrings.xml') - 46 + 24);
    await expect(codeOf(read(bytes))).resolves.toBe('WORKBOOK_TOO_LARGE');
  });
});
