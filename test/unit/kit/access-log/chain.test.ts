// A hash binds a record to its place, to what came before it, and to a key.
import {
  archiveSeal,
  chained,
  headSeal,
  recordHash,
  START,
} from '../../../../subgraphs/kit/access-log/chain.ts';
import { keyRing } from '../../../../subgraphs/kit/access-log/keys.ts';
import { accessRecord, encodeRecord } from '../../../../subgraphs/kit/access-log/record.ts';
import { access } from '../../../support/access-log.ts';

const [KEY, OTHER] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const record = accessRecord(access());
const bytes = encodeRecord(record);

it('is another hash for another key, place, predecessor or record', () => {
  const hashes = [
    recordHash(KEY, START.hash, 1, bytes),
    recordHash(OTHER, START.hash, 1, bytes),
    recordHash(KEY, START.hash, 2, bytes),
    recordHash(KEY, Buffer.alloc(32, 1), 1, bytes),
    recordHash(KEY, START.hash, 1, encodeRecord({ ...record, unlisted: 1 })),
    headSeal(KEY, { seq: 1, hash: START.hash }),
    archiveSeal(KEY, { seq: 1, hash: START.hash }, 'a'),
    archiveSeal(KEY, { seq: 1, hash: START.hash }, 'b'),
  ].map((hash) => hash.toString('hex'));
  expect(new Set(hashes).size).toBe(hashes.length);
});

it('stays what it was: a log written by an earlier version can be verified', () => {
  expect(recordHash(KEY, START.hash, 1, bytes).toString('hex')).toMatchInlineSnapshot(
    `"53c2fe639bf5ac57bf0919f6871f73a890cea56df3813f057c5e7a97df4d8a49"`,
  );
});

it('is the same chain whether records come one by one or together', () => {
  const records = [record, { ...record, unlisted: 1 }, record].map((one) => ({ encoded: encodeRecord(one) }));
  const together = chained(KEY, START, records);
  let end = START;
  const single = records.flatMap((one) => {
    const links = chained(KEY, end, [one]);
    end = links.at(-1) ?? end;
    return links;
  });
  expect(single).toEqual(together);
  expect(together.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(together[1]?.prev).toEqual(together[0]?.hash);
});

describe('keys', () => {
  const ring = keyRing([KEY, OTHER]);

  it('write with the newest and know those before', () => {
    expect(ring.current.key).toBe(OTHER);
    expect(ring.find(keyRing([KEY]).current.id)?.key).toBe(KEY);
    expect(ring.ageOf(ring.current.id)).toBe(1);
    expect(ring.ageOf('somebody else’s')).toBe(-1);
  });

  it('are at least one', () => {
    expect(() => keyRing([])).toThrow('at least one key');
  });
});
