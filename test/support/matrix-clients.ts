// Who asks in the execution matrix: in each situation a system of its own, so that all situations stand side by side.
import type { DepartmentName } from '../../schema/departments.ts';
import type { Asker } from '../../schema/sharing.ts';
import type { Agreed } from './matrix-oracle.ts';
import { consumerOf } from './matrix-situations.ts';
import { askerOf, purposeFor, viewerWith } from './sharing.ts';

/** What a system has agreed on, and asks for. */
interface Case {
  /** Agreements on what is asked for. */
  readonly agreed: readonly Partial<Agreed>[];
  /** Institutions of its task; null for the whole district, none where it names no task. */
  readonly units?: readonly string[] | null | 'none';
}

const over = { to: '2026-06-15' };
const later = { from: '2026-06-16' };

/** Each situation of a system by its name. */
const CASES: Readonly<Record<string, Case>> = {
  nothing: { agreed: [] },
  granted: { agreed: [{}] },
  purposeless: { agreed: [{}], units: 'none' },
  onlyA: { agreed: [{ institutions: ['UA'] }] },
  taskA: { agreed: [{}], units: ['UA'] },
  bothA: { agreed: [{ institutions: ['UA', 'UC'] }], units: ['UA', 'UB'] },
  apart: { agreed: [{ institutions: ['UA'] }], units: ['UB'] },
  empty: { agreed: [{ institutions: ['UC'] }] },
  suspended: { agreed: [{ state: 'SUSPENDED' }] },
  expired: { agreed: [over] },
  later: { agreed: [later] },
  kind: { agreed: [{ kinds: ['DOCUMENT'] }] },
  requested: { agreed: [{ state: 'REQUESTED' }] },
  refused: { agreed: [{ state: 'REFUSED' }] },
  ended: { agreed: [{ state: 'ENDED' }] },
  foreign: { agreed: [{ consumer: ['CLIENT', 'stranger'] }] },
};

const clientOf = (owner: DepartmentName, level: number, name: string): string => `${owner}-${level}-${name}`;

/** A system in a situation. */
export interface Situated {
  readonly name: string;
  readonly asker: Asker;
}

/** What is agreed on for everybody who asks an owner for types of a level: what is above them as a whole. */
export const agreementsFor = (
  owner: DepartmentName,
  level: number,
  above: readonly string[],
  asked: readonly string[],
): Agreed[] => {
  const whole: Agreed = {
    consumer: ['UNITS', null],
    kinds: ['INVESTIGATION'],
    patterns: [],
    institutions: null,
    from: '2026-01-01',
    to: null,
    state: 'GRANTED',
  };
  return Object.entries(CASES).flatMap(([name, { agreed }]): Agreed[] => {
    const own = { ...whole, consumer: ['CLIENT', clientOf(owner, level, name)] } as const;
    return [
      ...(above.length === 0 ? [] : [{ ...own, patterns: above }]),
      ...agreed.map((said) => ({
        ...own,
        patterns: asked,
        ...said,
      })),
    ];
  });
};

/** Everybody who asks an owner for types of a level. */
export const situatedOf = (owner: DepartmentName, level: number): Situated[] => {
  const department = consumerOf(owner);
  const systems = Object.entries(CASES).map(([name, { units = null }]) => {
    const clientId = clientOf(owner, level, name);
    const viewer = viewerWith({ subject: clientId, kind: 'system', department, clientId });
    return { name, asker: askerOf(viewer, units === 'none' ? null : purposeFor(department, { units })) };
  });
  const officer = (code: string) =>
    askerOf(viewerWith({ subject: `officer of ${code}`, roles: ['unit-hr'], units: [code] }));
  const investigating = purposeFor(department);
  return [
    ...systems,
    { name: 'nobody', asker: askerOf(viewerWith()) },
    { name: 'staff of another', asker: askerOf(viewerWith({ department, roles: ['clerk'] }), investigating) },
    { name: 'own, no role', asker: askerOf(viewerWith({ department: owner })) },
    { name: 'own clerk', asker: askerOf(viewerWith({ department: owner, roles: ['clerk'] })) },
    { name: 'officer of A', asker: officer('UA') },
    { name: 'officer of B', asker: officer('UB') },
    { name: 'officer of C', asker: officer('UC') },
  ];
};
