// What counts as an answer of a remote owner, and what does not.
import fc from 'fast-check';
import { readAnswer } from '../../../../../gateway/fetch/owners/remote/answer.ts';
import { codedFault, OwnerFault } from '../../../../../gateway/fetch/owners/remote/fault.ts';

const read = (body: string | Buffer, status = 200) => readAnswer({ status, body: Buffer.from(body) });

const codeOf = (body: string | Buffer, status?: number): string => {
  try {
    return JSON.stringify(read(body, status));
  } catch (error) {
    return error instanceof OwnerFault ? codedFault('hr', error, 'query').code : String(error);
  }
};

it('reads data, errors, and both', () => {
  const error = { message: 'no', path: ['a', 0, 'b'], extensions: { code: 'X' } };
  expect(read('{"data":{"a":1}}')).toEqual({ data: { a: 1 }, errors: undefined });
  expect(read(JSON.stringify({ errors: [error] }))).toEqual({ data: null, errors: [error] });
  expect(read(JSON.stringify({ data: { a: null }, errors: [error] }))).toEqual({
    data: { a: null },
    errors: [error],
  });
});

it.each([400, 403, 413, 500, 503])('takes a GraphQL answer with status %i as an answer', (status) => {
  expect(read('{"errors":[{"message":"no"}]}', status)).toEqual({ data: null, errors: [{ message: 'no' }] });
});

it('takes null for what is not there', () => {
  const given = '{"data":{"a":1},"errors":[{"message":"no","path":null,"extensions":null,"locations":null}]}';
  expect(read(given).errors).toEqual([{ message: 'no' }]);
  expect(read('{"data":{"a":1},"errors":null}').errors).toBeUndefined();
  expect(read('{"data":{"a":1},"errors":[]}').errors).toBeUndefined();
});

it.each([
  ['nothing', ''],
  ['no JSON', '{"data":{'],
  ['HTML', '<html></html>'],
  ['a list', '[{"data":{}}]'],
  ['a text', '"data"'],
  ['null', 'null'],
  ['neither data nor errors', '{"error":"x"}'],
  ['no data and no reason', '{"data":null}'],
  ['no data and an empty list of errors', '{"data":null,"errors":[]}'],
  ['a list as data', '{"data":[]}'],
  ['a text as data', '{"data":"x"}'],
  ['a text as errors', '{"data":{},"errors":"x"}'],
  ['an object as errors', '{"data":{},"errors":{"message":"x"}}'],
  ['texts in errors', '{"data":{},"errors":["x"]}'],
  ['errors without a message', '{"data":{},"errors":[{"code":1}]}'],
  ['a number as path', '{"data":{},"errors":[{"message":"x","path":7}]}'],
  ['an object in a path', '{"data":{},"errors":[{"message":"x","path":[{}]}]}'],
  ['a text as extensions', '{"data":{},"errors":[{"message":"x","extensions":"y"}]}'],
  ['bytes that are no UTF-8', Buffer.from('{"data":{"a":"\u00ff"}}', 'latin1')],
])('refuses %s as ANSWER_INVALID, and with status 503 as SUBGRAPH_UNAVAILABLE', (_what, body) => {
  expect(codeOf(body)).toBe('ANSWER_INVALID');
  expect(codeOf(body, 404)).toBe('ANSWER_INVALID');
  expect(codeOf(body, 503)).toBe('SUBGRAPH_UNAVAILABLE');
});

it('refuses whoever sends elsewhere, even with an answer', () => {
  expect(codeOf('{"data":{"a":1}}', 307)).toBe('ANSWER_INVALID');
});

it('reads any JSON as it is, or refuses it, and never throws anything else', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (data, errors) => {
      const body = JSON.stringify({ data, errors });
      const as = (answer: string): string => JSON.stringify((JSON.parse(answer) as { data: unknown }).data);
      const outcome = codeOf(body);
      expect(outcome === 'ANSWER_INVALID' ? as(body) : as(outcome)).toBe(as(body));
    }),
  );
});
