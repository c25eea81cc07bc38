// A ring of keys learns of a new one when it meets it, and asks for nothing else.
import { keyRing } from '../../../../subgraphs/kit/access-log/keys.ts';

const [first, second, strange] = [1, 2, 3].map((fill) => Buffer.alloc(32, fill)) as [Buffer, Buffer, Buffer];
const idOf = (key: Buffer): string => keyRing([key]).current.id;

it('writes with the last key and finds all of them', () => {
  const keys = keyRing([first, second]);
  expect(keys.current.key).toEqual(second);
  expect(keys.find(idOf(first))?.key).toEqual(first);
  expect([first, second, strange].map((key) => keys.ageOf(idOf(key)))).toEqual([0, 1, -1]);
});

it('goes over to a key that was added, once it is met', () => {
  const reread = jest.fn(() => [first, second]);
  const keys = keyRing([first], reread);
  expect(keys.find(idOf(first))?.key).toEqual(first);
  expect(keys.current.key).toEqual(first);
  expect(reread).not.toHaveBeenCalled();
  expect(keys.find(idOf(second))?.key).toEqual(second);
  expect(keys.current.key).toEqual(second);
  expect(keys.find(idOf(strange))).toBeUndefined();
});

it('is not empty', () => {
  expect(() => keyRing([])).toThrow('at least one key');
});
