// The decision against an oracle that is slow and obvious, and each reason of a refusal by itself.
import fc from 'fast-check';
import { DEPARTMENT_NAMES } from '../../../../schema/departments.ts';
import {
  PURPOSE_KINDS,
  REFUSAL_REASONS,
  ROLES,
  SHARE_CLASSES,
  type RefusalReason,
} from '../../../../schema/sharing.ts';
import { AGREEMENT_STATES, CONSUMER_KINDS, type Rule } from '../../../../subgraphs/kit/sharing/agreement.ts';
import { decide, type Facts } from '../../../../subgraphs/kit/sharing/decide.ts';
import type { Decision } from '../../../../subgraphs/kit/sharing/guard.ts';
import { agreementOf, purposeFor, viewerWith } from '../../../support/sharing.ts';

const COORDINATES = ['Person.payments', 'Person.name', 'Payment.gross'] as const;
const PATTERNS = [...COORDINATES, 'Person.*', 'Payment.*', 'Pay.*'] as const;
const UNITS = ['A', 'B', 'C'] as const;
const DAYS = ['2026-06-13', '2026-06-14', '2026-06-15', '2026-06-16', '2026-06-17'] as const;
const CLIENTS = ['console', 'partner', 'hr'] as const;

const some = <T>(values: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...values]);
const one = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

const rule: fc.Arbitrary<Rule> = fc.record({
  consumerKind: one(CONSUMER_KINDS),
  consumerName: one([null, 'hr', 'discipline', 'console', 'partner']),
  purposeKinds: some(PURPOSE_KINDS),
  coordinates: some(PATTERNS),
  institutions: fc.option(some(UNITS)),
  validFrom: one(DAYS),
  validTo: fc.option(one(DAYS)),
  state: fc.oneof(fc.constant('GRANTED' as const), one(AGREEMENT_STATES)),
});

const facts: fc.Arbitrary<Facts> = fc.record({
  owner: one(['finance', 'hr'] as const),
  coordinate: one(COORDINATES),
  shareClass: fc.oneof(fc.constant('CONDITIONAL' as const), one(SHARE_CLASSES)),
  asker: fc.record({
    viewer: fc.record({
      subject: fc.constant('somebody'),
      kind: one(['person', 'system'] as const),
      roles: some(ROLES),
      department: one([undefined, 'hr', 'finance', 'discipline'] as const),
      units: some(UNITS),
      clientId: one(CLIENTS),
      key: fc.constant(''),
    }),
    purpose: fc.option(
      fc.record({
        id: fc.constant('1'),
        kind: one(PURPOSE_KINDS),
        documentNumber: fc.constant('1'),
        department: one(['hr', 'finance', 'discipline'] as const),
        units: fc.option(some(UNITS)),
      }),
    ),
  }),
  agreements: fc.array(rule, { maxLength: 5 }),
  today: fc.constant('2026-06-15'),
});

const inForce = (agreement: Rule, today: string): boolean =>
  agreement.state === 'GRANTED' &&
  agreement.validFrom <= today &&
  (agreement.validTo === null || agreement.validTo > today);

/** A pattern as a regular expression. */
const names = (agreement: Rule, coordinate: string): boolean =>
  agreement.coordinates.some((pattern) =>
    new RegExp(`^${pattern.replace('.', '\\.').replace('*', '.*')}$`).test(coordinate),
  );

/** Asks of each institution of the world, and of one that nobody names, whether it may be seen. */
const visible = (sees: (unit: string) => boolean): Decision | undefined => {
  const seen = UNITS.filter((unit) => sees(unit));
  if (sees('elsewhere')) return { kind: 'SERVED' };
  return seen.length === 0 ? undefined : { kind: 'SCOPED', institutions: seen };
};

/** The rules of the design one by one, as they are written there. */
const oracle = (given: Facts): Decision => {
  const { owner, coordinate, shareClass, agreements, today } = given;
  const { viewer, purpose } = given.asker;
  if (shareClass === 'OPEN') return { kind: 'SERVED' };
  if (
    viewer.department === owner &&
    (viewer.roles.includes('investigator') ||
      viewer.roles.includes('clerk') ||
      viewer.roles.includes('director'))
  )
    return { kind: 'SERVED' };
  if (shareClass === 'WITHHELD') return { kind: 'REFUSED', reason: 'WITHHELD' };
  if (viewer.roles.includes('unit-hr')) {
    const own = visible(
      (unit) =>
        viewer.units.includes(unit) &&
        agreements.some(
          (agreement) =>
            agreement.consumerKind === 'UNITS' &&
            names(agreement, coordinate) &&
            inForce(agreement, today) &&
            (agreement.institutions === null || agreement.institutions.includes(unit)),
        ),
    );
    if (own !== undefined) return own;
  }
  if (purpose === null) return { kind: 'REFUSED', reason: 'PURPOSE_MISSING' };
  if (viewer.department === undefined || viewer.department !== purpose.department)
    return { kind: 'REFUSED', reason: 'PURPOSE_NOT_COVERED' };
  const mine = agreements.filter(
    (agreement) =>
      names(agreement, coordinate) &&
      ((agreement.consumerKind === 'DEPARTMENT' && agreement.consumerName === viewer.department) ||
        (agreement.consumerKind === 'CLIENT' &&
          viewer.kind === 'system' &&
          agreement.consumerName === viewer.clientId)),
  );
  const matching = mine.filter((a) => inForce(a, today) && a.purposeKinds.includes(purpose.kind));
  if (matching.length > 0)
    return (
      visible(
        (unit) =>
          matching.some((a) => a.institutions === null || a.institutions.includes(unit)) &&
          (purpose.units === null || purpose.units.includes(unit)),
      ) ?? { kind: 'REFUSED', reason: 'OUT_OF_SCOPE' }
    );
  const covering = mine.filter((a) => a.purposeKinds.includes(purpose.kind));
  const over = (a: Rule): boolean => a.validTo !== null && today >= a.validTo && today >= a.validFrom;
  const reason = ((): RefusalReason => {
    if (covering.some((a) => a.state === 'SUSPENDED' && !over(a))) return 'AGREEMENT_SUSPENDED';
    if (covering.some((a) => a.state === 'ENDED' || (['GRANTED', 'SUSPENDED'].includes(a.state) && over(a))))
      return 'AGREEMENT_EXPIRED';
    if (covering.some((a) => a.state === 'GRANTED' && today < a.validFrom))
      return 'AGREEMENT_NOT_YET_IN_FORCE';
    return mine.some((a) => inForce(a, today)) ? 'PURPOSE_NOT_COVERED' : 'AGREEMENT_MISSING';
  })();
  return { kind: 'REFUSED', reason };
};

it('decides as the rules say, one by one, for 20,000 made-up askers', () => {
  fc.assert(
    fc.property(facts, (given) => {
      expect(decide(given)).toEqual(oracle(given));
    }),
    { numRuns: 20_000 },
  );
});

it('decides the same in whatever order agreements and units come', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const { viewer, purpose } = given.asker;
      const turned: Facts = {
        ...given,
        agreements: [...given.agreements].reverse(),
        asker: {
          viewer: { ...viewer, units: [...viewer.units].reverse() },
          purpose: purpose && { ...purpose, units: purpose.units && [...purpose.units].reverse() },
        },
      };
      expect(decide(turned)).toEqual(decide(given));
    }),
  );
});

const granted = agreementOf({
  consumerName: 'discipline',
  coordinates: ['Person.payments'],
  validFrom: '2026-01-01',
  validTo: '2027-01-01',
});
const investigator = viewerWith({ department: 'discipline', roles: ['investigator'] });
const investigation = purposeFor('discipline');
const asked = (
  changed: Omit<Partial<Facts>, 'asker'> & { readonly asker?: Partial<Facts['asker']> } = {},
): Decision =>
  decide({
    owner: 'finance',
    coordinate: 'Person.payments',
    shareClass: 'CONDITIONAL',
    agreements: [granted],
    today: '2026-06-15',
    ...changed,
    asker: { viewer: investigator, purpose: investigation, ...changed.asker },
  });

it('serves an agreement in force for a purpose that it names', () => {
  expect(asked()).toEqual({ kind: 'SERVED' });
});

const refusals: readonly (readonly [RefusalReason, string, Parameters<typeof asked>[0]])[] = [
  ['WITHHELD', 'a field that no agreement can name', { shareClass: 'WITHHELD' }],
  [
    'WITHHELD',
    'the same to a director elsewhere',
    {
      shareClass: 'WITHHELD',
      asker: { viewer: viewerWith({ department: 'hr', roles: ['director'] }) },
    },
  ],
  ['PURPOSE_MISSING', 'who says no purpose', { asker: { purpose: null } }],
  [
    'PURPOSE_MISSING',
    'a unit’s officer where the units have no agreement',
    {
      asker: { viewer: viewerWith({ roles: ['unit-hr'], units: ['A'] }), purpose: null },
    },
  ],
  [
    'PURPOSE_MISSING',
    'a unit’s officer whose units the agreement leaves out',
    {
      agreements: [
        agreementOf({ consumerKind: 'UNITS', consumerName: null, purposeKinds: [], institutions: ['B'] }),
      ],
      asker: { viewer: viewerWith({ roles: ['unit-hr'], units: ['A'] }), purpose: null },
    },
  ],
  [
    'PURPOSE_NOT_COVERED',
    'a kind that the agreement does not name',
    {
      asker: { purpose: { ...investigation, kind: 'STANDING_RULE' } },
    },
  ],
  [
    'PURPOSE_NOT_COVERED',
    'the purpose of another department',
    {
      asker: { purpose: purposeFor('establishment') },
    },
  ],
  [
    'PURPOSE_NOT_COVERED',
    'a viewer of no department',
    {
      asker: { viewer: viewerWith({ roles: ['investigator'] }) },
    },
  ],
  ['AGREEMENT_MISSING', 'where there is none', { agreements: [] }],
  ['AGREEMENT_MISSING', 'another field', { coordinate: 'Person.name' }],
  [
    'AGREEMENT_MISSING',
    'another department’s agreement',
    {
      agreements: [{ ...granted, consumerName: 'establishment' }],
    },
  ],
  [
    'AGREEMENT_MISSING',
    'a person at a client that has one',
    {
      agreements: [{ ...granted, consumerKind: 'CLIENT', consumerName: investigator.clientId }],
    },
  ],
  [
    'AGREEMENT_MISSING',
    'a request that nobody decided',
    { agreements: [{ ...granted, state: 'REQUESTED' }] },
  ],
  ['AGREEMENT_MISSING', 'a request that was refused', { agreements: [{ ...granted, state: 'REFUSED' }] }],
  ['AGREEMENT_NOT_YET_IN_FORCE', 'the day before', { today: '2025-12-31' }],
  ['AGREEMENT_EXPIRED', 'the first day on which it no longer holds', { today: '2027-01-01' }],
  ['AGREEMENT_EXPIRED', 'what was ended', { agreements: [{ ...granted, state: 'ENDED' }] }],
  [
    'AGREEMENT_EXPIRED',
    'what was suspended and is over',
    {
      agreements: [{ ...granted, state: 'SUSPENDED' }],
      today: '2027-01-01',
    },
  ],
  ['AGREEMENT_SUSPENDED', 'what is suspended', { agreements: [{ ...granted, state: 'SUSPENDED' }] }],
  [
    'AGREEMENT_SUSPENDED',
    'before what is over',
    {
      agreements: [
        { ...granted, state: 'ENDED' },
        { ...granted, state: 'SUSPENDED' },
      ],
    },
  ],
  [
    'OUT_OF_SCOPE',
    'units that the agreement leaves out',
    {
      agreements: [{ ...granted, institutions: ['A'] }],
      asker: { purpose: { ...investigation, units: ['B'] } },
    },
  ],
  ['OUT_OF_SCOPE', 'a purpose about no unit', { asker: { purpose: { ...investigation, units: [] } } }],
];

it.each(refusals)('refuses with %s: %s', (reason, _, changed) => {
  expect(asked(changed)).toEqual({ kind: 'REFUSED', reason });
});

it('knows a case for each reason', () => {
  expect([...new Set(refusals.map(([reason]) => reason))].sort()).toEqual([...REFUSAL_REASONS].sort());
});

it.each(DEPARTMENT_NAMES)('refuses the staff of every other department what is %s’s alone', (owner) => {
  for (const department of DEPARTMENT_NAMES) {
    const viewer = viewerWith({ department, roles: ['director'] });
    expect(asked({ owner, agreements: [], asker: { viewer, purpose: null } }).kind).toBe(
      department === owner ? 'SERVED' : 'REFUSED',
    );
  }
});

it('serves a system under its own agreement, and a department under several at once', () => {
  const viewer = viewerWith({ kind: 'system', department: 'discipline', clientId: 'partner' });
  const forClient = { ...granted, consumerKind: 'CLIENT' as const, consumerName: 'partner' };
  expect(asked({ agreements: [forClient], asker: { viewer } })).toEqual({ kind: 'SERVED' });
  const parts = [
    { ...granted, institutions: ['B', 'A'] },
    { ...granted, institutions: ['C'], coordinates: ['Person.*'] },
  ];
  expect(
    asked({ agreements: parts, asker: { purpose: { ...investigation, units: ['C', 'B', 'D'] } } }),
  ).toEqual({
    kind: 'SCOPED',
    institutions: ['B', 'C'],
  });
});
