// No two different records have the same bytes, and what a record keeps is bounded.
import fc from 'fast-check';
import {
  accessRecord,
  encodeRecord,
  SUBJECTS_MAX,
  type Access,
  type AccessRecord,
} from '../../../../subgraphs/kit/access-log/record.ts';

/** Texts that could be taken for the encoding itself. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom('', 'null', '",', '","', '[]', '\\', '\\"', '0', '\uD800', '\0'),
);
const orNull = fc.option(text, { nil: null });
const pid = fc.stringMatching(/^[0-9a-f]{32}$/);

const anyAccess: fc.Arbitrary<Access> = fc.record({
  time: fc.date({ noInvalidDate: true }),
  viewer: text,
  viewerKind: fc.constantFrom('PERSON' as const, 'SYSTEM' as const),
  client: orNull,
  department: orNull,
  purpose: fc.option(
    fc.record({ id: text, kind: fc.constantFrom('INVESTIGATION' as const, 'DOCUMENT' as const) }),
    { nil: null },
  ),
  operation: text,
  owner: text,
  coordinates: fc.array(text, { maxLength: 3 }),
  pids: fc.array(pid, { maxLength: 3 }),
  institutionCodes: fc.array(text, { maxLength: 3 }),
  refusal: orNull,
  trace: text,
});

const anyRecord: fc.Arbitrary<AccessRecord> = fc
  .tuple(anyAccess, fc.nat())
  .map(([access, unlisted]) => ({ ...accessRecord(access), unlisted }));

/** The record that bytes were made of: where bytes can be read back, no other record has them. */
const decode = (bytes: Buffer): AccessRecord => {
  const [, time, ...rest] = JSON.parse(bytes.toString('utf8'));
  const [viewer, viewerKind, client, department, purpose, purposeKind, operation, owner, ...more] = rest;
  const [coordinates, pids, institutionCodes, unlisted, result, reason, trace] = more;
  return {
    ...{ time: new Date(time), viewer, viewerKind, client, department, purpose, purposeKind, operation },
    ...{ owner, coordinates, pids, institutionCodes, unlisted, result, reason, trace },
  };
};

it('can be read back from its bytes', () => {
  fc.assert(
    fc.property(anyRecord, (record) => {
      expect(decode(encodeRecord(record))).toEqual(record);
    }),
    { numRuns: 2000 },
  );
});

it('has other bytes with any one field of another record', () => {
  fc.assert(
    fc.property(anyRecord, anyRecord, (record, other) => {
      for (const field of Object.keys(record) as (keyof AccessRecord)[]) {
        const mixed = { ...record, [field]: other[field] };
        const isSame = JSON.stringify(mixed) === JSON.stringify(record);
        expect(encodeRecord(mixed).equals(encodeRecord(record))).toBe(isSame);
      }
    }),
    { numRuns: 500 },
  );
});

it('moves nothing between neighbours unseen', () => {
  const record = accessRecord(fc.sample(anyAccess, { numRuns: 1, seed: 1 })[0] as Access);
  const ab = encodeRecord({ ...record, coordinates: ['a', 'b'], pids: [] });
  for (const other of [
    { coordinates: ['a'], pids: ['b'] },
    { coordinates: ['ab'], pids: [] },
    { coordinates: ['a","b'], pids: [] },
    { coordinates: [], pids: ['a', 'b'] },
  ])
    expect(encodeRecord({ ...record, ...other }).equals(ab)).toBe(false);
});

it('has the same bytes in whatever order fields and subjects were told', () => {
  fc.assert(
    fc.property(anyAccess, (access) => {
      const turned = {
        ...access,
        coordinates: access.coordinates.toReversed(),
        pids: [...access.pids.toReversed(), ...access.pids],
        institutionCodes: access.institutionCodes.toReversed(),
      };
      expect(encodeRecord(accessRecord(turned))).toEqual(encodeRecord(accessRecord(access)));
    }),
  );
});

it('holds only what UTF-8 and Postgres can hold, and no text above 256 units', () => {
  fc.assert(
    fc.property(anyAccess, fc.string({ unit: 'binary', maxLength: 600 }), (access, client) => {
      const record = accessRecord({ ...access, client });
      const bytes = JSON.stringify(record);
      expect(bytes).not.toContain('\\u0000');
      expect(Buffer.from(bytes).toString('utf8')).toBe(bytes);
      expect(bytes).not.toMatch(/\\ud[89a-f]/);
      expect(record.client?.length).toBeLessThanOrEqual(256);
    }),
  );
});

it('lists a thousand institutions and counts the others', () => {
  const institutionCodes = Array.from({ length: SUBJECTS_MAX + 7 }, (_, index) => `code-${index}`);
  const access = fc.sample(anyAccess, { numRuns: 1, seed: 2 })[0] as Access;
  const record = accessRecord({ ...access, institutionCodes });
  expect(record.institutionCodes).toHaveLength(SUBJECTS_MAX);
  expect(record.unlisted).toBe(7);
});

it.each(['330106199001011234', '张三', 'AB'.repeat(16), ''])(
  'takes nothing but a pid for a person: %s',
  (person) => {
    const access = fc.sample(anyAccess, { numRuns: 1, seed: 3 })[0] as Access;
    expect(() => accessRecord({ ...access, pids: [person] })).toThrow('without a pid');
  },
);
