// The owner's part of explaining: the decisions of the guard, in the words of the errors.
import { buildSubgraphSchema } from '@apollo/subgraph';
import { Kind, parse } from 'graphql';
import { departmentSdl } from '../../../schema/sdl.ts';
import { REFUSAL_REASONS, type Asker } from '../../../schema/sharing.ts';
import { limitation, refusal } from '../../../subgraphs/kit/execute/refusal.ts';
import { explainResolvers } from '../../../subgraphs/kit/sharing/explain.ts';
import type { Decision } from '../../../subgraphs/kit/sharing/guard.ts';
import { writtenGuard } from '../../support/execute/guards.ts';
import { askerOf, viewerWith } from '../../support/sharing.ts';

const typeDefs = parse(departmentSdl('finance'));
const schema = buildSubgraphSchema(typeDefs);
const ASKER = askerOf(viewerWith({ department: 'discipline' }));

interface Resolvers {
  readonly Query: {
    readonly decisionsOfFinance: (
      parent: unknown,
      args: { readonly coordinates: readonly string[] },
      context: { readonly asker: Asker | undefined },
    ) => Promise<unknown>;
  };
}

/** Asks finance, whose guard serves all but what is written; `null` for finance itself. */
const deciding = (decisions: Readonly<Record<string, Decision>>, asker: Asker | null = ASKER) => {
  const resolvers = explainResolvers({
    owner: 'finance',
    guardOf: async () => writtenGuard(decisions),
    schema: () => schema,
  }) as unknown as Resolvers;
  return (coordinates: readonly string[]) =>
    resolvers.Query.decisionsOfFinance(undefined, { coordinates }, { asker: asker ?? undefined });
};

const SERVED = { decision: 'SERVED', reason: null, apply: null, applyZh: null, institutions: null };

it('tells what is served, in part or not at all, in the order asked', async () => {
  const decide = deciding({
    'Payment.gross': { kind: 'REFUSED', reason: 'AGREEMENT_MISSING' },
    'Query.payments': { kind: 'SCOPED', institutions: ['A', 'B'] },
  });
  const { apply, applyZh } = limitation('finance', 'Query.payments').details;
  expect(await decide(['Payment.gross', 'Payment.id', 'Query.payments', 'Payment.id'])).toEqual([
    {
      coordinate: 'Payment.gross',
      decision: 'REFUSED',
      reason: 'AGREEMENT_MISSING',
      apply: 'Apply for an agreement with `requestAgreementOfFinance`.',
      applyZh: '请通过 requestAgreementOfFinance 申请共享协议。',
      institutions: null,
    },
    { ...SERVED, coordinate: 'Payment.id' },
    {
      coordinate: 'Query.payments',
      decision: 'LIMITED',
      reason: null,
      apply,
      applyZh,
      institutions: ['A', 'B'],
    },
  ]);
});

it.each(REFUSAL_REASONS)('says of %s what the refusal says', async (reason) => {
  const decide = deciding({ 'Payment.gross': { kind: 'REFUSED', reason } });
  const { apply, applyZh } = refusal('finance', { coordinate: 'Payment.gross', reason }).details;
  expect(await decide(['Payment.gross'])).toMatchObject([{ reason, apply, applyZh }]);
});

it('decides about arguments that choose rows by the fields that they choose by', async () => {
  const decide = deciding({ 'Payment.kind': { kind: 'REFUSED', reason: 'AGREEMENT_MISSING' } });
  expect(
    await decide([
      'Person.payments',
      'Person.payments(kind:)',
      'Person.payments(from:)',
      'Person.payments(first:)',
    ]),
  ).toMatchObject([
    SERVED,
    { coordinate: 'Person.payments(kind:)', decision: 'REFUSED', reason: 'AGREEMENT_MISSING' },
    SERVED,
    SERVED,
  ]);
  const none = deciding({ 'Person.payments': { kind: 'REFUSED', reason: 'WITHHELD' } });
  expect(await none(['Person.payments(kind:)'])).toMatchObject([{ decision: 'REFUSED', reason: 'WITHHELD' }]);
});

it.each([
  ['Seat.pid'],
  ['Payment.none'],
  ['Payment.gross(none:)'],
  ['Query._entities'],
  ['PaymentKind.REGULAR'],
])('names %s, which the department does not have', async (coordinate) => {
  await expect(deciding({})(['Payment.gross', coordinate])).rejects.toMatchObject({
    code: 'COORDINATES_UNKNOWN',
    details: { owner: 'finance', coordinates: coordinate },
  });
});

it('repeats nothing that is no coordinate, and wants one at least', async () => {
  for (const coordinates of [['11010519491231002X'], []])
    await expect(deciding({})(coordinates)).rejects.toMatchObject({
      code: 'VALUE_INVALID',
      message: expect.not.stringContaining('1949'),
    });
});

it('serves itself everything', async () => {
  const refusing = { 'Payment.gross': { kind: 'REFUSED', reason: 'WITHHELD' } } as const;
  expect(await deciding(refusing)(['Payment.gross'])).toMatchObject([{ decision: 'REFUSED' }]);
  expect(await deciding(refusing, null)(['Payment.gross'])).toMatchObject([{ decision: 'SERVED' }]);
});

it('has a reason in the contract for each that there is', () => {
  const reasons = typeDefs.definitions.flatMap((node) =>
    node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'RefusalReason'
      ? (node.values ?? []).map(({ name }) => name.value)
      : [],
  );
  expect(reasons).toEqual([...REFUSAL_REASONS]);
});
