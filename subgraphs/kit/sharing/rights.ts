// Who may do what with agreements and tasks: role → may, for each department.
import { DEPARTMENTS, type DepartmentName } from '../../../schema/departments.ts';
import { CodedError } from '../../../schema/errors.ts';
import { OVERSIGHT_CLIENT, type Role, type Viewer } from '../../../schema/sharing.ts';

const ROLE_TEXTS = {
  investigator: { en: 'investigator', zh: '调查人员' },
  clerk: { en: 'clerk', zh: '工作人员' },
  director: { en: 'director', zh: '负责人' },
} as const satisfies Partial<Record<Role, { readonly en: string; readonly zh: string }>>;

type StaffRole = keyof typeof ROLE_TEXTS;

/** Roles of a department's own staff; a unit's officer is none. */
const STAFF: readonly StaffRole[] = ['investigator', 'clerk', 'director'];

/** Who decides on agreements. Where a department has no director in the graph, whoever is responsible there. */
const DECIDERS: Readonly<Record<DepartmentName, readonly StaffRole[]>> = {
  establishment: ['director'],
  discipline: ['director', 'investigator'],
  organization: ['director', 'clerk'],
  hr: ['director', 'clerk'],
  finance: ['director', 'clerk'],
};

const isOf = (
  department: DepartmentName,
  roles: readonly StaffRole[],
  viewer: Pick<Viewer, 'department' | 'roles'>,
): boolean => viewer.department === department && roles.some((role) => viewer.roles.includes(role));

/** True for the staff of a department. */
export const isStaffOf = (
  department: DepartmentName,
  viewer: Pick<Viewer, 'department' | 'roles'>,
): boolean => isOf(department, STAFF, viewer);

/** True for the system that runs standing rules. */
export const isOversight = (viewer: Pick<Viewer, 'kind' | 'clientId' | 'department' | 'roles'>): boolean =>
  isStaffOf('establishment', viewer) && viewer.kind === 'system' && viewer.clientId === OVERSIGHT_CLIENT;

/** True for who keeps the standing rules, and asks for what the system that runs them reads. */
export const keepsRules = (viewer: Pick<Viewer, 'kind' | 'department' | 'roles'>): boolean =>
  viewer.kind === 'person' && isStaffOf('establishment', viewer);

/** The system that runs standing rules, else FORBIDDEN. */
export const requireOversight = (viewer: Viewer): void => {
  if (isOversight(viewer)) return;
  throw new CodedError('FORBIDDEN', {
    needed: 'the system that runs standing rules',
    neededZh: '运行监督规则的系统',
  });
};

const forbidden = (department: DepartmentName | undefined, roles: readonly StaffRole[]): CodedError => {
  const where =
    department === undefined ? { en: 'another department', zh: '其他部门' } : DEPARTMENTS[department];
  return new CodedError('FORBIDDEN', {
    needed: `${roles.map((role) => ROLE_TEXTS[role].en).join(', ')} of ${where.en}`,
    neededZh: `${where.zh}${roles.map((role) => ROLE_TEXTS[role].zh).join('、')}`,
  });
};

/** Somebody of the department's staff, else FORBIDDEN. */
export const requireStaff = (department: DepartmentName, viewer: Viewer | undefined): Viewer => {
  if (viewer === undefined || !isStaffOf(department, viewer)) throw forbidden(department, STAFF);
  return viewer;
};

/** Somebody who decides on the agreements of the department, else FORBIDDEN. */
export const requireDecider = (owner: DepartmentName, viewer: Viewer | undefined): Viewer => {
  if (viewer === undefined || !isOf(owner, DECIDERS[owner], viewer)) throw forbidden(owner, DECIDERS[owner]);
  return viewer;
};

/** The department whose staff somebody is, and which is not the owner, else FORBIDDEN. */
export const requireOtherStaff = (owner: DepartmentName, viewer: Viewer): DepartmentName => {
  const { department } = viewer;
  if (department === undefined || department === owner || !isStaffOf(department, viewer))
    throw forbidden(undefined, STAFF);
  return department;
};
