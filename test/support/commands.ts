// A department whose staff command, and what its database holds afterwards.
import pg from 'pg';
import type { DepartmentName } from '../../schema/departments.ts';
import type { Asker, Role } from '../../schema/sharing.ts';
import type { Department } from '../../subgraphs/kit/department.ts';
import { openSubgraph } from '../../subgraphs/kit/graph/subgraph.ts';
import { CIPHER_KEY, openDepartment, TODAY, type TestDepartment } from './department.ts';
import { PID_KEY } from './import-run.ts';

/** Somebody with a role in a department. */
export const officer = (
  department: DepartmentName,
  role: Role = 'clerk',
  subject = `${department}-${role}`,
): Asker => ({
  viewer: {
    subject,
    kind: 'person',
    roles: [role],
    department,
    units: [],
    clientId: 'console',
    key: `${department} ${role}`,
  },
  purpose: null,
  operation: 'f'.repeat(64),
  trace: '0'.repeat(32),
});

/** Something that a command's refusal found wrong. */
export interface Fault {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
  readonly zh: string;
}

/** What became of a command. */
export interface Outcome {
  /** The answer to the command's field. */
  readonly answer: unknown;
  /** Code of the error, if there is one. */
  readonly code: unknown;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly faults: readonly Fault[];
}

/** A department whose staff command. */
export interface CommandOffice extends TestDepartment {
  /** Carries the one field of a mutation out. */
  readonly command: (
    mutation: string,
    variables?: Readonly<Record<string, unknown>>,
    asker?: Asker | null,
  ) => Promise<Outcome>;
  /** Rows of the department's database, as its owner reads them. */
  readonly query: (sql: string) => Promise<Record<string, unknown>[]>;
  readonly count: (table: string) => Promise<number>;
}

const outcomeOf = ({
  data,
  errors,
}: {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly extensions: Readonly<Record<string, unknown>> }[];
}): Outcome => {
  const extensions = errors?.[0]?.extensions ?? {};
  const { faults = [] } = extensions;
  return {
    answer: Object.values(data ?? {})[0],
    code: errors === undefined ? undefined : (extensions['code'] ?? errors),
    extensions,
    faults: faults as readonly Fault[],
  };
};

/** Opens a department with empty tables; a clerk of it commands where nobody else is named. */
export const openCommands = async (department: Department): Promise<CommandOffice> => {
  const office = await openDepartment(department);
  const subgraph = openSubgraph(department, {
    url: office.appUrl,
    cipherKey: CIPHER_KEY,
    pidKey: PID_KEY,
    today: () => TODAY,
    onBroken: () => undefined,
    // Who may read what is no matter of commands.
    guardOf: () => ({ key: 'open', decide: () => ({ kind: 'SERVED' }) }),
    classOf: () => 'OPEN',
  });
  const owner = new pg.Client({ connectionString: office.ownerUrl });
  await owner.connect();
  const query: CommandOffice['query'] = async (sql) => (await owner.query<Record<string, unknown>>(sql)).rows;
  return {
    ...office,
    subgraph,
    query,
    count: async (table) => Number((await query(`select count(*) as n from ${table}`))[0]?.['n']),
    command: async (mutation, variables = {}, asker = officer(department.name)) =>
      outcomeOf(
        await subgraph.compile(mutation)(
          variables,
          subgraph.scope(new AbortController().signal, asker ?? undefined),
        ),
      ),
    close: async () => {
      await owner.end();
      await subgraph.close();
      await office.close();
    },
  };
};
