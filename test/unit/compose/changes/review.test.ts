// What `compose` does with a change: it refuses the one that breaks stored operations, and writes the changelog.
import { readFileSync } from 'node:fs';
import { parse, print, visit } from 'graphql';
import { reviewChange, reviewFiles } from '../../../../gateway/compose/changes/review.ts';
import { withChanges } from '../../../../gateway/compose/changes/changelog.ts';
import type { SchemaChange } from '../../../../gateway/compose/changes/change.ts';
import { COMMITTED_SUPERGRAPH } from '../../../../gateway/compose/read.ts';

const COMMITTED = readFileSync(COMMITTED_SUPERGRAPH, 'utf8');
/** A field of its own in the first type that has a nullable one called so. */
const ADDED = COMMITTED.replace(/^type Institution\n[^{]*\{\n/m, '$&  shoe: Int @join__field(graph: HR)\n');
const REMOVED = print(
  visit(parse(COMMITTED), {
    FieldDefinition: ({ name }) => (name.value === 'staffCount' ? null : undefined),
  }),
);
const OPTIONS = { acceptBreaking: false, day: '2026-11-25' };
const review = (composed: string, options = OPTIONS) =>
  reviewChange({ committed: COMMITTED, composed, changelog: '' }, options);

it('has two changed supergraphs to look at', () => {
  expect(ADDED).not.toBe(COMMITTED);
  expect(REMOVED).not.toBe(COMMITTED);
});

it('writes nothing where nothing changed', async () => {
  expect(await review(COMMITTED)).toBeUndefined();
  expect(await reviewFiles([], OPTIONS)).toEqual([]);
});

it('writes what was added', async () => {
  expect(await review(ADDED)).toContain('## 2026-11-25\n\n- added `Institution.shoe`:');
});

it('refuses a change that breaks a stored operation, and names both', async () => {
  await expect(review(REMOVED)).rejects.toMatchObject({
    code: 'SCHEMA_CHANGE_BREAKS',
    details: {
      breaks: expect.stringContaining('schema/operations: ThreeCounts · Institution.staffCount · '),
    },
  });
});

it('writes that change where it is accepted', async () => {
  expect(await review(REMOVED, { ...OPTIONS, acceptBreaking: true })).toContain(
    '- removed `Institution.staffCount` **breaking**:',
  );
});

describe('the changelog', () => {
  const change = (kind: SchemaChange['kind'], coordinate: string, text = 'text'): SchemaChange => ({
    kind,
    level: 'safe',
    coordinate,
    text,
  });

  it('has the newest day on top and keeps what is there', () => {
    const first = withChanges('', [change('added', 'A.b')], '2026-01-01');
    const second = withChanges(first, [change('removed', 'A.b')], '2026-01-02');
    expect(second).toContain(
      '## 2026-01-02\n\n- removed `A.b`: text\n\n## 2026-01-01\n\n- added `A.b`: text\n',
    );
    expect(second.startsWith(first.slice(0, first.indexOf('##')))).toBe(true);
  });

  it('puts the changes of a day together, without those that were undone on it', () => {
    const day = '2026-01-01';
    const morning = withChanges('', [change('added', 'A.b'), change('added', 'A.c')], day);
    const noon = withChanges(morning, [change('removed', 'A.b'), change('changed', 'A.c')], day);
    expect(noon.slice(noon.indexOf('## '))).toBe(
      '## 2026-01-01\n\n- added `A.c`: text\n- changed `A.c`: text\n',
    );
    const evening = withChanges(noon, [change('changed', 'A.c')], day);
    expect(evening).toBe(noon);
  });

  it('has no entry for a day on which all was undone', () => {
    const first = withChanges('', [change('added', 'A.b')], '2026-01-01');
    const added = withChanges(first, [change('added', 'A.c')], '2026-01-02');
    expect(withChanges(added, [change('removed', 'A.c')], '2026-01-02')).toBe(first);
  });
});
