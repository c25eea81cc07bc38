// What the console asks before a deed, made of the schema that it is given.
import { buildClientSchema, buildSchema, introspectionFromSchema, parse, validate } from 'graphql';
import { readFileSync } from 'node:fs';
import { DEPARTMENT_NAMES } from '../../../schema/departments.ts';
import { DEED_ASKERS } from '../../../gateway/oversight/deed/askers.ts';
import type { DeedName } from '../../../gateway/oversight/deed/askers.ts';
import type { AskDesk } from '../../../gateway/web/console/page/desk/ask.ts';
import {
  findInstitutions,
  findPeople,
  findPeopleOf,
} from '../../../gateway/web/console/page/desk/deeds/enter/find.ts';
import { deedFields, valueLabel } from '../../../gateway/web/console/page/desk/deeds/enter/form.ts';
import { questionOf } from '../../../gateway/web/console/page/desk/deeds/question.ts';
import { tellToday } from '../../../gateway/web/console/page/today.ts';

/** As a browser has it. */
const schema = buildClientSchema(
  introspectionFromSchema(buildSchema(readFileSync('schema/api.graphql', 'utf8'))),
);

const SUBJECT = { person: 'f'.repeat(32), institution: 'A' };

beforeAll(() => tellToday('2026-10-31'));
afterAll(() => tellToday(null));

describe.each(Object.keys(DEED_ASKERS) as DeedName[])('the question %s', (deed) => {
  const fields = deedFields(schema, deed);

  it('fits the schema with what must be given alone, and with everything', () => {
    const required = Object.fromEntries(fields.filter((f) => f.isRequired).map(({ name }) => [name, 'x']));
    const all = Object.fromEntries(fields.map(({ name }) => [name, 'x']));
    for (const values of [required, all])
      expect(validate(schema, parse(questionOf(deed, fields, values).document))).toEqual([]);
    expect(Object.keys(questionOf(deed, fields, all).variables)).toEqual(fields.map(({ name }) => name));
  });

  it('has a name in both languages for all that is entered', () => {
    for (const { label, options, name } of fields)
      for (const { en, zh } of [label, ...options.map((option) => option.label)]) {
        expect([name, en]).toEqual([name, expect.stringMatching(/^[A-Z][^·]*[^.]$/)]);
        expect([name, zh]).toEqual([name, expect.stringMatching(/^\p{Script=Han}[^·、]*$/u)]);
      }
  });
});

describe('a question about an appointment', () => {
  const variables = (values: Readonly<Record<string, string>>) =>
    questionOf('mayAppoint', deedFields(schema, 'mayAppoint'), { ...SUBJECT, ...values }).variables;

  it('begins with today and what the schema takes where nothing is said, and leaves out what is empty', () => {
    expect(variables({ title: ' 局长 ', internalBody: ' ' })).toEqual({
      ...SUBJECT,
      title: '局长',
      role: 'MEMBER',
      on: '2026-10-31',
    });
  });

  it('says a flag as one', () => {
    expect(variables({ title: '局长', concurrent: 'true' })).toMatchObject({ concurrent: true });
  });
});

it('reads what the schema calls a verdict, and takes one that it does not know as it is', () => {
  expect(valueLabel(schema, 'DeedVerdict', 'GREEN')).toEqual({
    en: 'Nothing new would be found',
    zh: '无新增疑点',
  });
  expect(valueLabel(schema, 'DeedVerdict', 'BLUE')).toEqual({ en: 'BLUE', zh: 'BLUE' });
});

/** Answers each question with the data, and holds it against the schema. */
const answering =
  (data: unknown): AskDesk =>
  async (query) => {
    expect(validate(schema, parse(query))).toEqual([]);
    return { data: data as never, failures: [] };
  };

describe('looking up', () => {
  const nodes = [
    { pid: 'a', name: '王一', bornOn: '1980-01-01', employments: null, matches: false },
    {
      pid: 'b',
      name: '王一',
      bornOn: null,
      employments: [{ post: '科员', institution: { name: '教育局' } }],
      matches: true,
    },
  ];

  it('finds institutions by a part of their name, and says where there are more', async () => {
    const ask = answering({ institutions: { totalCount: 30, nodes: [{ code: 'A', name: '教育局' }] } });
    expect(await findInstitutions(ask, '教育')).toEqual({
      found: [{ id: 'A', title: '教育局', about: 'A' }],
      total: 30,
      failures: [],
    });
  });

  it('finds people by a part of their name', async () => {
    const { found, total } = await findPeople(answering({ people: { totalCount: 2, nodes } }), '王', '');
    expect(found).toEqual([
      { id: 'a', title: '王一', about: '1980-01-01' },
      { id: 'b', title: '王一', about: '教育局 科员' },
    ]);
    expect(total).toBe(2);
  });

  it('keeps of those whom a name finds the one whose identity number is given', async () => {
    const { found, total } = await findPeople(answering({ people: { totalCount: 2, nodes } }), '王', '1');
    expect([found.map(({ id }) => id), total]).toEqual([['b'], 1]);
  });

  it.each([...DEPARTMENT_NAMES, undefined])(
    'finds people of an institution each once for %s',
    async (name) => {
      const row = (pid: string) => ({ about: '科员', person: { pid, name: '王一' } });
      const rows = [row('a'), row('b'), row('a'), { about: null, person: null }];
      const ask = answering({ institution: { people: { totalCount: 4, nodes: rows } } });
      const { found, total } = await findPeopleOf(ask, 'A', name);
      expect([found.map(({ id }) => id), total]).toEqual([['a', 'b'], 2]);
    },
  );

  it('finds nobody where nothing is shown', async () => {
    expect(await findPeople(answering(undefined), '王', '')).toEqual({ found: [], total: 0, failures: [] });
    expect(await findPeopleOf(answering(undefined), 'A', 'hr')).toMatchObject({ found: [], total: 0 });
  });
});
