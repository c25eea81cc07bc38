// What the desk of rules works out by itself: values of parameters, differences, what is left of a run.
import { askDesk } from '../../../gateway/web/console/page/desk/ask.ts';
import { diffOf } from '../../../gateway/web/console/page/desk/panels/diff.ts';
import { isOwn, mayDecide, maySave } from '../../../gateway/web/console/page/desk/rights.ts';
import type { DeskViewer } from '../../../gateway/web/console/page/desk/rights.ts';
import { headOf, shownVersion } from '../../../gateway/web/console/page/desk/rule.ts';
import {
  NEW_DRAFT,
  parametersOf,
  writtenValues,
} from '../../../gateway/web/console/page/desk/rules/draft.ts';
import { runInput } from '../../../gateway/web/console/page/desk/runs/runs.ts';
import { COMMITTED_SUPERGRAPH } from '../../../gateway/compose/read.ts';
import { rulesOver } from '../../../gateway/oversight/rule/over.ts';
import { readFileSync } from 'node:fs';

describe('values of parameters', () => {
  it('are written as people write them, and read back by their types', () => {
    const json = '{"months":3,"kinds":["A","B"],"name":"甲","share":0.5,"isOn":true}';
    const values = writtenValues(json);
    expect(values).toEqual({ months: '3', kinds: '["A","B"]', name: '甲', share: '0.5', isOn: 'true' });
    const types = { months: 'Int!', kinds: '[Kind!]', name: 'String', share: 'Float', isOn: 'Boolean!' };
    expect(JSON.parse(parametersOf({ values }, types))).toEqual(JSON.parse(json));
  });

  it('stay text where their type is text, and where they are not what their type has', () => {
    const types = { code: 'String', amount: 'Decimal', months: 'Int' };
    expect(parametersOf({ values: { code: '12', amount: '1.50', months: 'three' } }, types)).toBe(
      '{"code":"12","amount":"1.50","months":"three"}',
    );
  });
});

describe('the difference of two texts', () => {
  const shown = (before: string, after: string): string[] =>
    diffOf(before, after).map(({ kind, text }) => `${{ same: ' ', removed: '-', added: '+' }[kind]}${text}`);

  it.each([
    ['a\nb', 'a\nb', [' a', ' b']],
    ['a\nb\nc', 'a\nx\nc', [' a', '-b', '+x', ' c']],
    ['a', 'a\nb', [' a', '+b']],
    ['a\nb', 'b', ['-a', ' b']],
    ['', 'a', ['-', '+a']],
  ])('of %j and %j has each line once', (before, after, lines) => {
    expect(shown(before, after)).toEqual(lines);
  });
});

describe('a rule', () => {
  it('to begin with can be used, and says what it is', () => {
    const compile = rulesOver(readFileSync(COMMITTED_SUPERGRAPH, 'utf8'));
    expect(compile(NEW_DRAFT.text).metadata.id).toBe('X01');
    expect(headOf(NEW_DRAFT.text)).toEqual({
      id: 'X01',
      en: 'New rule',
      zh: '新规则',
      severity: 'AMBER',
      articles: [],
    });
    expect(headOf('query { a')).toBeUndefined();
    expect(headOf('query { a }')).toBeUndefined();
  });

  it('is shown as it works, else as it was kept last', () => {
    const version = (number: number) => ({
      version: number,
      text: '',
      parameters: '{}',
      origin: 'SAVED' as const,
      savedBy: 'clerk',
      savedDepartment: 'establishment',
      savedAt: '',
      note: null,
    });
    const rule = {
      id: 'R',
      versions: [version(1), version(2)],
      precision: null,
      demotedBecause: null,
      demotedBecauseZh: null,
    };
    expect(shownVersion({ ...rule, active: { version: 1 } })?.version).toBe(1);
    expect(shownVersion({ ...rule, active: null })?.version).toBe(2);
  });
});

describe('who may what', () => {
  const viewer = (department: string | null, role: string, said: object = {}): DeskViewer => ({
    subject: role,
    kind: 'PERSON',
    roles: [role],
    department,
    ...said,
  });

  it.each([
    ['the office’s clerk', viewer('establishment', 'clerk'), true, false],
    ['its director', viewer('establishment', 'director'), true, true],
    ['a system of the office', viewer('establishment', 'director', { kind: 'SYSTEM' }), true, false],
    ['an investigator', viewer('discipline', 'investigator'), true, false],
    ['somebody else of discipline inspection', viewer('discipline', 'clerk'), false, false],
    ['an investigator of another department', viewer('finance', 'investigator'), false, false],
    ['a director of another department', viewer('finance', 'director'), false, false],
    ['an officer of a unit', viewer(null, 'unit-hr'), false, false],
    ['nobody knows whom yet', undefined, true, true],
  ])('%s', (_who, asker, saves, decides) => {
    expect([maySave(asker), mayDecide(asker)]).toEqual([saves, decides]);
  });

  it('nobody puts to work what they saved themselves; what is built in is nobody’s', () => {
    const director = viewer('establishment', 'director');
    expect(isOwn(director, { origin: 'SAVED', savedBy: 'director' })).toBe(true);
    expect(isOwn(director, { origin: 'SAVED', savedBy: 'clerk' })).toBe(false);
    expect(isOwn(director, { origin: 'BUILTIN', savedBy: 'director' })).toBe(false);
    expect(isOwn(undefined, { origin: 'SAVED', savedBy: 'director' })).toBe(false);
  });
});

describe('a run', () => {
  it('of the district is in parts, of an institution in one', () => {
    expect(runInput('2026-01-01', '', []).bounds).toHaveLength(3);
    expect(runInput('2026-01-01', 'A', [])).toMatchObject({ institutionCode: 'A', bounds: [] });
  });
});

describe('asking', () => {
  it('names the purpose, says each reason once, and tells apart what is not shared', async () => {
    const asked: unknown[] = [];
    const error = (code: string, more: object = {}) => ({
      message: code,
      extensions: { code, zh: `${code}（中）`, ...more },
    });
    const ask = askDesk(async (...given) => {
      asked.push(given);
      const errors = [
        error('FORBIDDEN'),
        error('FORBIDDEN'),
        error('SHARING_REFUSED', { owner: 'hr', coordinate: 'Person.death', reason: 'PURPOSE_MISSING' }),
      ];
      return { data: { part: 1 }, errors } as never;
    }, 'discipline/1');
    expect(await ask('{ part }')).toEqual({
      data: { part: 1 },
      failures: [
        { code: 'FORBIDDEN', en: 'FORBIDDEN', zh: 'FORBIDDEN（中）', gap: undefined },
        expect.objectContaining({
          gap: {
            owner: 'hr',
            coordinate: 'Person.death',
            code: 'SHARING_REFUSED',
            reason: 'PURPOSE_MISSING',
          },
        }),
      ],
    });
    expect(asked).toEqual([[{ query: '{ part }', variables: {} }, { 'x-purpose': 'discipline/1' }]]);
  });
});
