// What the console asks before a deed, made of the schema that it is given.
import { buildClientSchema, buildSchema, introspectionFromSchema, parse, validate } from 'graphql';
import { readFileSync } from 'node:fs';
import { DEED_ASKERS } from '../../../gateway/oversight/deed/askers.ts';
import type { DeedName } from '../../../gateway/oversight/deed/askers.ts';
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
