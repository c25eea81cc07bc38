import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { institutionColumn, personColumn } from '../../../subgraphs/kit/import/columns.ts';
import { mapTable } from '../../../subgraphs/kit/import/map/cells.ts';
import { parseMapping, readMapping } from '../../../subgraphs/kit/import/map/read-mapping.ts';
import type { ImportTable } from '../../../subgraphs/kit/import/table.ts';

class Post {
  readonly pid = '';
  readonly institutionCode = '';
  readonly title = '';
  readonly note = '';
  readonly kind = '';
}

const table: ImportTable = {
  name: 'posts',
  en: 'Posts',
  zh: '岗位',
  entity: Post,
  key: ['pid', 'title'],
  columns: [
    personColumn,
    institutionColumn,
    {
      property: 'title',
      en: 'post title',
      zh: '岗位名称',
      headers: ['职务（岗位）'],
      type: 'text',
      required: true,
    },
    { property: 'note', en: 'note', zh: '备注', type: 'text' },
    { property: 'kind', en: 'kind', zh: '类别', type: 'text', default: 'USUAL' },
  ],
};

const HEADERS = ['公民身份号码', '单位代码', '岗位名称'];
const take = (headers: readonly string[], map: unknown, cells: readonly string[]) =>
  Object.fromEntries(
    mapTable(table, headers, parseMapping(map)).columns.map((column) => [
      column.column.property,
      column.take(cells),
    ]),
  );
const title = (column: unknown, cell: string, more: object = {}) =>
  take([...HEADERS, 'x', 'y'], { ...more, columns: { title: column } }, ['p', 'i', 't', cell, 'second'])[
    'title'
  ];

describe('headers', () => {
  it.each([
    ['Identity Number', 'INSTITUTION_CODE', 'Post-Title'],
    [' 身份证号\u00a0', '\ufeff机构代码', '职务(岗位)'],
    ['ＰＩＤ', 'institution', 'title'],
  ])('matches %s, %s, %s', (...headers) => {
    expect(take(headers, {}, ['1', '2', '3'])).toEqual({
      pid: '1',
      institutionCode: '2',
      title: '3',
      kind: '',
    });
  });

  it('tells of the columns that nobody takes, and passes over the remarks of an earlier rejection', () => {
    expect(
      mapTable(table, [...HEADERS, '', 'other', 'import_row', 'import_reason_zh'], parseMapping({})).ignored,
    ).toEqual(['(empty, position 4)', 'other']);
  });

  it('names every missing column in both languages, and what the file has', () => {
    expect(() => mapTable(table, ['岗位名称', ''], parseMapping({}))).toThrow(
      expect.objectContaining({
        code: 'COLUMN_MISSING',
        details: {
          missing: 'identity number · 公民身份号码; institution code · 机构代码',
          found: '岗位名称, (empty, position 2)',
        },
      }),
    );
  });

  it('lets the same header stand twice where nobody takes it, else asks for the position', () => {
    expect(() => mapTable(table, [...HEADERS, 'x', 'x'], parseMapping({}))).not.toThrow();
    const twice = [...HEADERS, '岗位名称'];
    expect(() => mapTable(table, twice, parseMapping({}))).toThrow(
      expect.objectContaining({ code: 'HEADER_REPEATED' }),
    );
    expect(() => mapTable(table, twice, parseMapping({ columns: { title: '岗位名称' } }))).toThrow(
      expect.objectContaining({ code: 'HEADER_REPEATED' }),
    );
    expect(take(twice, { columns: { title: 4 } }, ['1', '2', '3', '4'])['title']).toBe('4');
  });
});

describe('columns', () => {
  it('renames, joins without the empty ones, and sets constants', () => {
    expect(title('x', 'a')).toBe('a');
    expect(title({ join: ['x', 'y'] }, 'a')).toBe('a second');
    expect(title({ join: ['x', 5], with: ' · ' }, '')).toBe('second');
    expect(title({ constant: 'c' }, 'a')).toBe('c');
  });
  it('splits from the start and from the end', () => {
    expect(title({ from: 'x', split: { by: ' - ', take: 1 } }, 'a - b')).toBe('a');
    expect(title({ from: 'x', split: { by: ' - ', take: -1 } }, 'a - b - c')).toBe('c');
    expect(title({ from: 'x', split: { by: '-', take: 3 } }, 'a-b')).toBe('');
  });
  it('writes abbreviated titles out, as whole words only', () => {
    const column = {
      from: 'x',
      case: 'upper',
      punctuation: 'drop',
      words: 'w',
      values: { 'CHIEF I C': 'CHIEF IN CHARGE' },
    };
    const more = { lists: { w: { ASST: 'ASSISTANT', COORD: 'COORDINATOR', SUPVSR: 'SUPERVISOR' } } };
    expect(title(column, 'Asst  Coord-Supvsr (ASSTX)', more)).toBe('ASSISTANT COORDINATOR SUPERVISOR ASSTX');
    expect(title(column, 'Chief I/C', more)).toBe('CHIEF IN CHARGE');
  });
  it('maps whole values without regard to case, width and blanks, pads and prefixes', () => {
    expect(title({ from: 'x', values: { 'STREETS & SAN': 'CHI-81' } }, 'Streets  &\u00a0San')).toBe('CHI-81');
    expect(title({ from: 'x', pad: { with: '0', to: 6, at: 'end' } }, '33')).toBe('330000');
    expect(title({ from: 'x', pad: { with: '0', to: 4, at: 'start' }, prefix: 'D' }, '11')).toBe('D0011');
    expect(title({ from: 'x', prefix: 'D' }, '')).toBe('');
  });
  it('counts declared texts as empty', () => {
    expect(title('x', 'n/d', { skip: ['N/D', 'Vacant'] })).toBe('');
    expect(title('x', 'Vacant ', { skip: ['N/D', 'Vacant'] })).toBe('');
  });
  it('makes an identity of key columns, told apart from any number', () => {
    const people = (cells: readonly string[]) =>
      take(['Name', 'Unit', ...HEADERS.slice(1)], { person: ['Name', 'Unit'] }, cells)['pid'];
    expect(people(['Ann  Lee', 'Fire'])).toBe(people(['ANN LEE ', 'fire']));
    expect(people(['Ann', 'Lee'])).not.toBe(people(['AnnLee', '']));
    expect(people(['', ' '])).toBe('');
  });
  it('leaves other columns alone where told to', () => {
    expect(() => take(HEADERS, { others: 'ignore' }, [])).toThrow(
      expect.objectContaining({ code: 'COLUMN_MISSING' }),
    );
  });
  it('filters rows by the texts of a column', () => {
    const { passes } = mapTable(
      table,
      HEADERS,
      parseMapping({
        rows: [
          { column: '单位代码', notIn: ['0', 'Eliminated'] },
          { column: '岗位名称', in: ['1'] },
        ],
      }),
    );
    expect(
      [
        ['p', '7', '1'],
        ['p', 'ELIMINATED ', '1'],
        ['p', '7', '2'],
      ].map((cells) => passes({ number: 2, cells })),
    ).toEqual([true, false, false]);
  });
});

describe('a wrong mapping', () => {
  it.each([
    [{ colums: {} }, '(top)'],
    [{ columns: { title: { from: 'x', join: ['y'] } } }, 'columns.title'],
    [{ columns: { title: { from: 'x', split: { by: '', take: 1 } } } }, 'columns.title.split.by'],
    [{ columns: { title: { from: 'x', date: 'dd/mm' } } }, 'columns.title.date'],
    [{ rows: [{ column: 'x' }] }, 'rows.0'],
    [{ encoding: 'klingon' }, 'encoding'],
  ])('%j is refused at %s', (map, at) => {
    expect(() => parseMapping(map)).toThrow(
      expect.objectContaining({ code: 'MAPPING_INVALID', details: expect.objectContaining({ path: at }) }),
    );
  });

  it.each([
    [{ columns: { salary: 'x' } }, 'MAPPING_INVALID'],
    [{ columns: { title: 'absent' } }, 'MAPPING_HEADER_UNKNOWN'],
    [{ columns: { title: 9 } }, 'MAPPING_HEADER_UNKNOWN'],
    [{ columns: { title: { from: '岗位名称', words: 'absent' } } }, 'MAPPING_INVALID'],
    [{ person: ['absent'] }, 'MAPPING_HEADER_UNKNOWN'],
  ])('%j does not fit the file', (map, code) => {
    expect(() => mapTable(table, HEADERS, parseMapping(map))).toThrow(expect.objectContaining({ code }));
  });
});

describe('mapping files', () => {
  let directory = '';
  beforeAll(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'fournets-map-'));
  });
  afterAll(() => rmSync(directory, { recursive: true }));
  const place = (name: string, text: string): string => {
    writeFileSync(path.join(directory, name), text);
    return path.join(directory, name);
  };

  it('include the lists of another', async () => {
    place('shared.yaml', 'lists: { a: { x: "1" }, b: { y: "2" } }');
    const mapping = await readMapping(place('own.yaml', 'include: shared.yaml\nlists: { b: { z: "3" } }'));
    expect(mapping.lists).toEqual({ a: { x: '1' }, b: { z: '3' } });
  });
  it('that cannot be read, or include each other, are refused', async () => {
    await expect(readMapping(path.join(directory, 'absent.yaml'))).rejects.toMatchObject({
      code: 'MAPPING_UNREADABLE',
    });
    await expect(readMapping(place('torn.yaml', 'columns: {'))).rejects.toMatchObject({
      code: 'MAPPING_UNREADABLE',
    });
    await expect(readMapping(place('self.yaml', 'include: self.yaml'))).rejects.toMatchObject({
      code: 'MAPPING_INVALID',
    });
  });
});
