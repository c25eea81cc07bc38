// Five departments with data in which each value can be recognised: its field, and whose row it is of.
import { isEnumType, isObjectType, getNamedType, type GraphQLSchema } from 'graphql';
import { departments } from '../../gateway/cli/departments.ts';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../schema/departments.ts';
import { tableOf, type Column } from '../../subgraphs/kit/database/columns.ts';
import type { AccessLog } from '../../subgraphs/kit/access-log/writer.ts';
import type { Department } from '../../subgraphs/kit/department.ts';
import { encrypt } from '../../subgraphs/kit/identity/cipher.ts';
import type { GuardOf } from '../../subgraphs/kit/sharing/guard.ts';
import { CIPHER_KEY, openDepartment, type TestDepartment } from './department.ts';

/** Institutions with rows; a third, `UC`, has none but its entry in the register. */
export const UNITS = ['UA', 'UB'] as const;
export type Unit = (typeof UNITS)[number];

/** One person works in each, and nowhere else. */
export const PID_OF: Readonly<Record<Unit, string>> = { UA: 'a'.repeat(32), UB: 'b'.repeat(32) };

export const MONTH = '2026-05';
export const YEAR = 2025;

/** A value of the data: which field it is of, and whose. */
export interface Canary {
  readonly owner: DepartmentName;
  readonly coordinate: string;
  readonly unit: Unit;
}

/** How values look in answers: texts, identity numbers, times, days, numbers. */
const LOOKS =
  /~[\w.]+~\w+~|\d{18}|\d{4}-\d\d-\d\dT[\d:.]+Z|(?<!\d)\d{4}-\d\d-\d\d(?![\dT])|(?<![\w-])\d{6}(?![\w-])/g;

/** Days that end something, which lie ahead so that the rows hold today. */
const LATE = new Set(['validTo', 'returnedOn', 'liftedOn', 'influenceEndsOn', 'endsOn']);

/** Properties with values of their own. */
const FIXED: Readonly<Record<string, (unit: Unit) => unknown>> = {
  pid: (unit) => PID_OF[unit],
  institutionCode: (unit) => unit,
  payerCode: (unit) => unit,
  fromInstitutionCode: (unit) => unit,
  toInstitutionCode: (unit) => unit,
  tourCode: (unit) => `T${unit}`,
  'Tour.code': (unit) => `T${unit}`,
  matterReference: (unit) => `M${unit}`,
  planNumber: (unit) => `P${unit}`,
  'StaffingPlan.number': (unit) => `P${unit}`,
  'Matter.reference': (unit) => `M${unit}`,
  'Institution.code': (unit) => unit,
  ownerCode: (unit) => unit,
  'Problem.subject': (unit) => PID_OF[unit],
  'Finding.subject': (unit) => PID_OF[unit],
  unknownOwners: () => [],
  parentCode: () => null,
  divisionCode: () => null,
  currency: () => 'CNY',
  month: () => MONTH,
  year: () => YEAR,
  daysDue: () => 21,
  daysPresent: () => 20,
  daysLeave: () => 1,
};

/** Rows of a unit in tables where one row would equal its own sum. */
const ROWS: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  Payment: [{ kind: 'REGULAR' }, { kind: 'BONUS' }],
  MeritPoint: [{}, {}],
};

const DAY_MS = 24 * 60 * 60 * 1000;
const dayAt = (start: string, number: number): string =>
  new Date(Date.parse(start) + number * DAY_MS).toISOString().slice(0, 10);

export interface World {
  readonly departments: Readonly<Record<DepartmentName, TestDepartment>>;
  /** The values of the data that stand in a text. */
  readonly found: (text: string) => Canary[];
  /** All values of a field. */
  readonly of: (owner: DepartmentName, coordinate: string) => readonly Canary[];
  readonly close: () => Promise<void>;
}

/** Makes values that no other field and no other unit has. */
const maker = () => {
  const canaries = new Map<string, Canary>();
  let number = 0;
  const made = (look: string, canary: Canary): string => {
    canaries.set(look, canary);
    return look;
  };
  const valueOf = (schema: GraphQLSchema, canary: Canary, { property, type }: Column): unknown => {
    const { coordinate, unit } = canary;
    const [typeName = ''] = coordinate.split('.');
    const fixed = FIXED[coordinate] ?? FIXED[property];
    if (fixed !== undefined) return fixed(unit);
    const object = schema.getType(typeName);
    const declared = isObjectType(object) ? getNamedType(object.getFields()[property]?.type) : undefined;
    if (isEnumType(declared)) return declared.getValues()[0]?.name;
    number += 1;
    if (property === 'identityNumberEncrypted') {
      const whole = `11010519491231${1000 + number}`;
      return encrypt(CIPHER_KEY, made(whole, { ...canary, coordinate: 'Person.identityNumberInFull' }));
    }
    switch (type) {
      case 'boolean':
        return true;
      case 'date':
        return made(dayAt(LATE.has(property) ? '2050-01-01' : '1950-01-01', number), canary);
      case 'timestamptz':
        return made(new Date(Date.UTC(2001, 0, 1) + number * 1000).toISOString(), canary);
      case 'text':
        return made(`~${coordinate}~${unit}${number}~`, canary);
      case 'bigint':
        // Money is kept in fen.
        return made(String(500_000 + number), canary) + (declared?.name === 'ID' ? '' : '00');
      default:
        return made(String(500_000 + number), canary);
    }
  };
  return { canaries, valueOf };
};

type ValueOf = ReturnType<typeof maker>['valueOf'];

const fill = async (
  { name, entities }: Department,
  { subgraph, insert }: TestDepartment,
  valueOf: ValueOf,
): Promise<void> => {
  for (const entity of entities) {
    const { name: table, columns } = tableOf(entity);
    const own = columns.filter(({ property }) => property !== 'id' && property !== 'version');
    if (table === 'division') continue;
    for (const unit of UNITS)
      for (const said of ROWS[entity.name] ?? [{}]) {
        const row = own.map((column) => {
          const canary = { owner: name, coordinate: `${entity.name}.${column.property}`, unit };
          return [column.column, said[column.property] ?? valueOf(subgraph.schema, canary, column)];
        });
        await insert(table, [Object.fromEntries(row) as Record<string, unknown>]);
      }
  }
};

/**
 * Opens the departments and fills them; they decide by their agreements, or by the guard that is given. Accesses are
 * recorded nowhere: what is recorded is tested elsewhere.
 */
export const openWorld = async (guardOf?: GuardOf): Promise<World> => {
  const { canaries, valueOf } = maker();
  const guard = {
    accessLog: { append: async () => undefined } as unknown as AccessLog,
    ...(guardOf === undefined ? {} : { guardOf }),
  };
  const opened = await Promise.all(
    DEPARTMENT_NAMES.map(
      async (name) => [name, await openDepartment(departments[name], () => guard)] as const,
    ),
  );
  for (const [name, department] of opened) await fill(departments[name], department, valueOf);
  const all = [...canaries.values()];
  return {
    departments: Object.fromEntries(opened) as World['departments'],
    found: (text) => (text.match(LOOKS) ?? []).flatMap((look) => canaries.get(look) ?? []),
    of: (owner, coordinate) => all.filter((each) => each.owner === owner && each.coordinate === coordinate),
    close: async () => {
      await Promise.all(opened.map(([, department]) => department.close()));
    },
  };
};
