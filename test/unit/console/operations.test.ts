import { parseOperation, readOperations } from '../../../gateway/web/console/operations.ts';
import { CodedError } from '../../../schema/errors.ts';

const HEAD = `# title.en: Staff of a unit
# title.zh: 单位人员
# about.en: Who works there.
# about.zh: 列出在岗人员。
`;

const errorOf = (source: string): CodedError => {
  try {
    parseOperation('x.graphql', source);
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
  throw new Error('The file was accepted.');
};

describe('a stored operation', () => {
  it('is the comment block and the operation below it', () => {
    const source = `${HEAD}# variables: {"code":"A:1"}\n\n# kept\nquery Staff($code: ID!) { unit(code: $code) { name } }`;
    expect(parseOperation('07-staff.graphql', source)).toEqual({
      id: '07-staff',
      title: { en: 'Staff of a unit', zh: '单位人员' },
      about: { en: 'Who works there.', zh: '列出在岗人员。' },
      operationName: 'Staff',
      document: '# kept\nquery Staff($code: ID!) { unit(code: $code) { name } }\n',
      variables: { code: 'A:1' },
    });
  });

  it('may be saved by an editor that writes a byte order mark and CRLF', () => {
    const source = `\uFEFF${HEAD}query Staff { units { name } }\n`.replaceAll('\n', '\r\n');
    expect(parseOperation('x.graphql', source)).toMatchObject({
      title: { en: 'Staff of a unit' },
      document: 'query Staff { units { name } }\n',
      variables: {},
    });
  });

  it('may say for which day its variables are written', () => {
    const source = (day: string): string => `${HEAD}# day: ${day}\nquery Staff { a }`;
    expect(parseOperation('x.graphql', source('2026-10-31'))).toMatchObject({ day: '2026-10-31' });
    expect(errorOf(source('2026-10'))).toMatchObject({ code: 'OPERATION_VARIABLES_INVALID' });
  });

  it('may bring fragments', () => {
    const source = `${HEAD}query Staff { units { ...U } }\nfragment U on Unit { name }`;
    expect(parseOperation('x.graphql', source).document).toContain('fragment U');
  });

  it.each(['title.en', 'title.zh', 'about.en', 'about.zh'])('needs the comment line %s', (key) => {
    const source = `${HEAD}query Staff { a }`.replace(key, 'note');
    expect(errorOf(source)).toMatchObject({
      code: 'OPERATION_COMMENT_MISSING',
      details: { file: 'x.graphql', key },
    });
  });

  it('names the line of a syntax error', () => {
    const error = errorOf(`${HEAD}\nquery Staff {\n  a(\n}`);
    expect(error).toMatchObject({
      code: 'OPERATION_DOCUMENT_INVALID',
      details: { file: 'x.graphql', line: 8 },
    });
    expect(error.zh).toContain('x.graphql 第 8 行');
  });

  it.each([
    ['without a name', '{ a }', 0],
    ['two of them', 'query A { a } query B { a }', 2],
    ['one without a name beside it', 'query A { a } { b }', 1],
    ['none', 'fragment A on B { a }', 0],
  ])('has exactly one named operation: %s', (_case, document, count) => {
    expect(errorOf(HEAD + document)).toMatchObject({ code: 'OPERATION_NOT_ONE', details: { count } });
  });

  it.each([
    ['not JSON', '{code:"A"}'],
    ['a list', '["A"]'],
    ['a name the operation does not declare', '{"kode":"A"}'],
  ])('has variables that are one object of declared names, not %s', (_case, variables) => {
    const source = `${HEAD}# variables: ${variables}\nquery Staff($code: ID) { unit(code: $code) { name } }`;
    expect(errorOf(source)).toMatchObject({
      code: 'OPERATION_VARIABLES_INVALID',
      details: { file: 'x.graphql' },
    });
  });
});

describe('a folder of stored operations', () => {
  it('lists the good files by name and says what is wrong with the others', () => {
    const { operations, problems } = readOperations('test/fixtures/operations');
    expect(operations.map(({ id }) => id)).toEqual(['01-three-counts', '02-all-institutions']);
    expect(problems).toMatchObject([
      { code: 'OPERATION_DOCUMENT_INVALID', details: { file: '03-broken.graphql' } },
    ]);
  });

  it('that is not there is a problem, not a failure', () => {
    expect(readOperations('test/fixtures/nowhere')).toMatchObject({
      operations: [],
      problems: [
        { code: 'OPERATIONS_UNREADABLE', details: { path: 'test/fixtures/nowhere', reason: 'ENOENT' } },
      ],
    });
  });
});
