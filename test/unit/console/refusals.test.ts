import fc from 'fast-check';
import { refusalsOf } from '../../../gateway/web/console/page/refusals/refusals.ts';
import { CodedError } from '../../../schema/errors.ts';

const refusal = (owner: string, coordinate: string, reason: string, argument?: string): CodedError => {
  const [apply, applyZh] = [`Ask ${owner}.`, `请联系 ${owner}。`];
  const where = argument === undefined ? {} : { argument };
  return new CodedError('SHARING_REFUSED', { owner, coordinate, reason, apply, applyZh, ...where });
};

const limitation = (owner: string, coordinate: string): CodedError =>
  new CodedError('SHARING_LIMITED', { owner, coordinate, apply: '', applyZh: '' });

/** An answer with errors, as the editor shows it. */
const answerWith = (...errors: readonly CodedError[]): string =>
  JSON.stringify({ data: null, errors: errors.map(({ message, extensions }) => ({ message, extensions })) });

it('gathers the fields of an owner and reason, each field once, owners in their order', () => {
  const answer = answerWith(
    refusal('hr', 'Person.name', 'PURPOSE_MISSING'),
    refusal('discipline', 'Person.decisions', 'WITHHELD'),
    refusal('hr', 'Person.status', 'PURPOSE_MISSING'),
    refusal('hr', 'Person.name', 'PURPOSE_MISSING'),
    limitation('hr', 'Person.name'),
  );
  expect(refusalsOf(answer).refusals).toMatchObject([
    { owner: 'discipline', why: 'WITHHELD', coordinates: ['Person.decisions'] },
    { owner: 'hr', why: 'PURPOSE_MISSING', coordinates: ['Person.name', 'Person.status'] },
    { owner: 'hr', why: 'LIMITED', coordinates: ['Person.name'] },
  ]);
});

it('says in both languages what to do next, as the owner does', () => {
  const [first] = refusalsOf(answerWith(refusal('finance', 'Person.payments', 'AGREEMENT_MISSING'))).refusals;
  expect(first?.apply).toEqual({ en: 'Ask finance.', zh: '请联系 finance。' });
});

it('names the argument that a field is refused for', () => {
  const answer = answerWith(refusal('hr', 'Person.status', 'PURPOSE_MISSING', 'Query.people(status:)'));
  expect(refusalsOf(answer).refusals).toMatchObject([{ coordinates: ['Query.people(status:)'] }]);
});

it('tells once what the server says of a purpose or an access log', () => {
  const unwritten = new CodedError('ACCESS_LOG_UNAVAILABLE', { owner: 'hr' });
  const invalid = new CodedError('PURPOSE_INVALID', { owner: 'hr', reason: 'ended', reasonZh: '已终止' });
  const { refusals, hindrances } = refusalsOf(answerWith(unwritten, unwritten, invalid));
  expect(refusals).toEqual([]);
  expect(hindrances).toEqual([
    { text: { en: unwritten.message, zh: unwritten.zh } },
    { text: { en: invalid.message, zh: invalid.zh } },
  ]);
});

it('says nothing of other errors, and of data that looks like one', () => {
  expect(refusalsOf(answerWith(new CodedError('INTERNAL')))).toEqual({ refusals: [], hindrances: [] });
  const data = { data: { title: '"SHARING_REFUSED"', code: 'SHARING_REFUSED' } };
  expect(refusalsOf(JSON.stringify(data))).toEqual({ refusals: [], hindrances: [] });
});

it('reads whatever stands in the editor', () => {
  const member = fc.oneof(fc.jsonValue(), fc.constantFrom('SHARING_REFUSED', 'SHARING_LIMITED', 'hr'));
  const extensions = fc.record({ code: member, owner: member, reason: member, coordinate: member });
  const errors = fc.oneof(fc.jsonValue(), fc.array(fc.oneof(fc.record({ extensions }), fc.jsonValue())));
  const text = fc.oneof(
    fc.string().map((rest) => `"SHARING_${rest}`),
    errors.map((given) => JSON.stringify({ errors: given })),
  );
  fc.assert(
    fc.property(text, (answer) => {
      for (const { coordinates } of refusalsOf(answer).refusals)
        expect(coordinates.length).toBeGreaterThan(0);
    }),
  );
});
