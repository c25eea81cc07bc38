// Viewers, purposes and agreements for tests of who sees what.
import type { DepartmentName } from '../../schema/departments.ts';
import type { Asker, Purpose, Viewer } from '../../schema/sharing.ts';
import type { Agreement } from '../../subgraphs/kit/sharing/agreement.ts';

/** A person without any role, but for what is said. */
export const viewerWith = (said: Partial<Viewer> = {}): Viewer => {
  const viewer: Viewer = {
    subject: 'somebody',
    kind: 'person',
    roles: [],
    department: undefined,
    units: [],
    clientId: 'console',
    key: '',
    ...said,
  };
  const { kind, department = null, roles, units, clientId } = viewer;
  return { ...viewer, key: JSON.stringify([kind, department, roles, units, clientId]) };
};

/** An investigation of a department in the whole district. */
export const purposeFor = (department: DepartmentName, said: Partial<Purpose> = {}): Purpose => ({
  id: '1',
  kind: 'INVESTIGATION',
  documentNumber: '案〔2026〕1号',
  department,
  units: null,
  ...said,
});

/** Somebody who asks, for no purpose where none is given. */
export const askerOf = (viewer: Viewer, purpose: Purpose | null = null): Asker => ({
  viewer,
  purpose,
  operation: '0'.repeat(64),
  trace: 'trace',
});

/** An agreement with discipline on payments for investigations, but for what is said. */
export const agreementOf = (said: Partial<Agreement> = {}): Agreement => ({
  id: '1',
  consumerKind: 'DEPARTMENT',
  consumerName: 'discipline',
  purposeKinds: ['INVESTIGATION'],
  coordinates: ['Person.payments'],
  institutions: null,
  validFrom: '2026-01-01',
  validTo: null,
  documentNumber: '共享〔2026〕1号',
  state: 'GRANTED',
  requestedBy: 'investigator',
  requestedAt: new Date('2026-01-01T00:00:00Z'),
  decideBy: '2026-01-15',
  decidedBy: 'finance-clerk',
  reason: null,
  version: 2,
  ...said,
});
