// Guards on agreements in memory: equal keys decide equally, and what was decided is found again.
import fc from 'fast-check';
import { PURPOSE_KINDS, type Asker, type ShareClass } from '../../../../schema/sharing.ts';
import type { Agreement } from '../../../../subgraphs/kit/sharing/agreement.ts';
import type { Guard, GuardOf } from '../../../../subgraphs/kit/sharing/guard.ts';
import { guardsOf } from '../../../../subgraphs/kit/sharing/guards.ts';
import type { Snapshot } from '../../../../subgraphs/kit/sharing/snapshot.ts';
import { agreementOf, askerOf, purposeFor, viewerWith } from '../../../support/sharing.ts';

const CLASSES: ReadonlyMap<string, ShareClass> = new Map([
  ['Person.pid', 'OPEN'],
  ['Person.payments', 'CONDITIONAL'],
  ['Payment.gross', 'CONDITIONAL'],
  ['Person.number', 'WITHHELD'],
]);

const investigator = viewerWith({ department: 'discipline', roles: ['investigator'] });
const asker = askerOf(investigator, purposeFor('discipline'));

/** Guards over agreements and a day that can be changed. */
const guards = (agreements: readonly Agreement[]) => {
  const now = { snapshot: { version: '1', agreements }, today: '2026-06-15' };
  let decided = 0;
  const counted = new Map([...CLASSES]);
  Object.defineProperty(counted, Symbol.iterator, {
    value: () => {
      decided += 1;
      return CLASSES[Symbol.iterator]();
    },
  });
  const guardOf = guardsOf({
    owner: 'finance',
    classes: counted,
    snapshots: { current: (): Snapshot => now.snapshot },
    today: () => now.today,
  });
  return { now, guardOf, decided: () => decided };
};

const guardNow = (guardOf: GuardOf, given: Asker): Guard => {
  const guard = guardOf(given);
  if (guard instanceof Promise) throw new Error('the agreements are known: nothing is to be waited for');
  return guard;
};

const decisions = (guard: Guard) => [...CLASSES.keys()].map((coordinate) => guard.decide(coordinate));

it('decides once for whoever asks alike, whatever the person, the task and the request', () => {
  const { guardOf, decided } = guards([agreementOf()]);
  const first = guardNow(guardOf, asker);
  const purpose = purposeFor('discipline', { id: '7', documentNumber: '案〔2026〕7号' });
  const other = { ...askerOf({ ...investigator, subject: 'another' }, purpose), trace: 'other' };
  expect(guardNow(guardOf, other)).toBe(first);
  expect(decided()).toBe(1);
});

it('tells apart what the same person asks for', () => {
  const { guardOf } = guards([agreementOf({ institutions: ['A'] })]);
  const decided = (...purpose: readonly [Asker['purpose']?]) =>
    guardNow(guardOf, askerOf(investigator, ...purpose)).decide('Person.payments');
  expect(decided()).toMatchObject({ reason: 'PURPOSE_MISSING' });
  expect(decided(purposeFor('discipline'))).toEqual({ kind: 'SCOPED', institutions: ['A'] });
  expect(decided(purposeFor('discipline', { units: ['B'] }))).toMatchObject({ reason: 'OUT_OF_SCOPE' });
  expect(decided(purposeFor('discipline', { kind: 'DOCUMENT' }))).toMatchObject({
    reason: 'PURPOSE_NOT_COVERED',
  });
  expect(decided(purposeFor('hr'))).toMatchObject({ reason: 'PURPOSE_NOT_COVERED' });
});

it('decides anew when an agreement has changed, and on another day', () => {
  const { now, guardOf } = guards([agreementOf({ validTo: '2026-06-16' })]);
  const first = guardNow(guardOf, asker);
  expect(first.decide('Person.payments')).toEqual({ kind: 'SERVED' });
  now.today = '2026-06-16';
  expect(guardNow(guardOf, asker).decide('Person.payments')).toMatchObject({ reason: 'AGREEMENT_EXPIRED' });
  now.snapshot = { version: '2', agreements: [] };
  expect(guardNow(guardOf, asker).decide('Person.payments')).toMatchObject({ reason: 'AGREEMENT_MISSING' });
});

it('waits for the agreements where they are not known, and fails with them', async () => {
  const { now } = guards([agreementOf()]);
  const options = { owner: 'finance', classes: CLASSES, today: () => now.today } as const;
  const waiting = guardsOf({ ...options, snapshots: { current: async () => now.snapshot } });
  expect((await waiting(asker)).decide('Person.payments')).toEqual({ kind: 'SERVED' });
  const failing = guardsOf({ ...options, snapshots: { current: () => Promise.reject(new Error('gone')) } });
  await expect(failing(asker)).rejects.toThrow('gone');
});

it('withholds a field that the department does not have', () => {
  const { guardOf } = guards([agreementOf({ coordinates: ['Person.*'] })]);
  expect(guardNow(guardOf, asker).decide('Person.unknown')).toEqual({ kind: 'REFUSED', reason: 'WITHHELD' });
});

it('has the same key for two askers exactly when it decides the same for both', () => {
  const one = <const T>(...values: readonly T[]) => fc.constantFrom(...values);
  const someUnits = fc.option(fc.subarray(['A', 'B', 'C']));
  const agreements = fc.array(
    fc.record({
      institutions: someUnits,
      coordinates: fc.subarray(['Person.payments', 'Payment.*']),
      consumerName: one('discipline', 'hr'),
    }),
  );
  const askers = fc.record({
    department: one('discipline', 'hr', 'finance'),
    units: someUnits,
    kind: one(...PURPOSE_KINDS),
  });
  fc.assert(
    fc.property(agreements, askers, askers, (said, ...pair) => {
      const { guardOf } = guards(said.map((terms) => agreementOf(terms)));
      const [left, right] = pair.map(({ department, units, kind }) =>
        guardNow(
          guardOf,
          askerOf(viewerWith({ department, roles: ['clerk'] }), purposeFor(department, { units, kind })),
        ),
      );
      const same = JSON.stringify(decisions(left!)) === JSON.stringify(decisions(right!));
      expect(left!.key === right!.key).toBe(same);
    }),
  );
});
