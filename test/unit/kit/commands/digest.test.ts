import { digestOf } from '../../../../subgraphs/kit/commands/digest.ts';

const pidOf = (identity: string): string => `hashed ${identity.length}`;
const digest = (args: object, secret: readonly string[] = []): string =>
  digestOf(args, { secret: new Set(secret), pidOf });

it('is the same whatever the order of the fields, and whether what is missing is null or left out', () => {
  expect(digest({ input: { a: 1, b: { c: '2', d: null } }, version: undefined })).toBe(
    digest({ input: { b: { c: '2' }, a: 1 } }),
  );
});

it.each([
  [{ a: 1 }, { a: '1' }],
  [{ a: ['x', 'y'] }, { a: ['y', 'x'] }],
  [{ a: { b: 1 } }, { a: { c: 1 } }],
])('tells %j from %j', (one, other) => {
  expect(digest(one)).not.toBe(digest(other));
});

it('hashes identity numbers under the key, in whatever form they were written', () => {
  const seen: string[] = [];
  const options = {
    secret: new Set(['identityNumber']),
    pidOf: (identity: string) => {
      seen.push(identity);
      return 'hashed';
    },
  };
  const full = digestOf({ input: { identityNumber: ' １１０１０１１９９００１０１００１x' } }, options);
  expect(seen).toEqual(['11010119900101001X']);
  expect(full).toBe(digestOf({ input: { identityNumber: '11010119900101001X' } }, options));
});
