// Every command of every department, carried out once through the graph with all that its input can hold.
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredArgument,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { departments } from '../../gateway/cli/departments.ts';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../schema/departments.ts';
import { dataSource } from '../../subgraphs/kit/database/migrate.ts';
import { openCommands, type CommandOffice } from '../support/commands.ts';
import { pendingStatements } from '../support/department.ts';
import { identityNumber } from '../support/import-run.ts';

const PID = 'ab'.repeat(16);

const SCALARS: Readonly<Record<string, unknown>> = {
  String: '内容',
  Int: 1,
  Boolean: true,
  Date: '2026-03-01',
  Month: '2026-03',
  Money: '5321.40',
  Decimal: '12.5',
  Pid: PID,
  InstitutionCode: 'A',
};

/** Where the first that fits the type does not fit the rest. */
const VALUES: Readonly<Record<string, unknown>> = {
  validTo: '2027-03-01',
  parentCode: 'B',
  divisionCode: '330702',
  creditCode: '11330100MB0000000X',
  identityNumber: identityNumber(1),
};

const valueOf = (type: GraphQLInputType, name: string): unknown => {
  if (name in VALUES) return VALUES[name];
  const own = getNullableType(type);
  if (isListType(own)) return [valueOf(own.ofType, name)];
  const named = getNamedType(own);
  if (isEnumType(named)) return named.getValues()[0]?.name;
  if (isInputObjectType(named)) return objectOf(Object.values(named.getFields()));
  return SCALARS[named.name];
};

const objectOf = (fields: readonly (GraphQLInputField | GraphQLArgument)[]): Record<string, unknown> =>
  Object.fromEntries(fields.map(({ name, type }) => [name, valueOf(type, name)]));

/** The commands that register something, with their table and subject in the change feed; then those that change it. */
const COMMANDS: Readonly<Record<DepartmentName, readonly (readonly [string, string, string])[]>> = {
  establishment: [
    ['registerInstitution', 'institution', 'A'],
    ['changeQuota', 'quota', 'A'],
    ['setLeaderLimit', 'leader_limit', 'A'],
    ['assignSeat', 'seat', PID],
    ['recordMovement', 'movement', PID],
    ['recordMatter', 'matter', 'A'],
    ['recordMatterStep', 'matter_step', 'A'],
    ['recordStaffingPlan', 'staffing_plan', 'A'],
    ['recordReportDuty', 'report_duty', 'A'],
    ['recordReport', 'report', 'A'],
    ['setMatterAuthority', 'matter_authority', 'INSTITUTION'],
  ],
  discipline: [
    ['recordDecision', 'decision', PID],
    ['registerTour', 'tour', '内容'],
    ['recordTourFinding', 'tour_finding', 'A'],
    ['issueSupervisionProposal', 'supervision_proposal', 'A'],
    ['recordLeadTransfer', 'lead_transfer', '内容'],
  ],
  organization: [
    ['recordAppointment', 'appointment', PID],
    ['recordLoan', 'loan', PID],
    ['recordAppraisal', 'appraisal', PID],
    ['recordSelectionCheck', 'selection_check', 'A'],
  ],
  hr: [
    ['registerPerson', 'person', ''],
    ['recordHire', 'hire', PID],
    ['recordEmployment', 'employment', PID],
    ['recordRetirement', 'retirement', PID],
    ['recordDeath', 'death', PID],
    ['recordOffQuotaStaff', 'off_quota_staff', PID],
    ['recordPensionPayment', 'pension_payment', PID],
  ],
  finance: [
    ['recordPayments', 'payment', PID],
    ['setBudgetHeadcount', 'budget_headcount', 'A'],
    ['recordOperatingSpend', 'operating_spend', 'A'],
    ['recordAgencyPayment', 'agency_payment', 'A'],
    ['recordAuditFinding', 'audit_finding', 'A'],
  ],
};

const AMENDMENTS: Readonly<Record<DepartmentName, readonly (readonly [string, string, string])[]>> = {
  establishment: [
    ['releaseSeat', 'seat', 'validTo'],
    ['decideMatter', 'matter', 'decidedOn'],
  ],
  discipline: [
    ['liftDecision', 'decision', 'liftedOn'],
    ['rectifyTourFinding', 'tour_finding', 'rectifiedOn'],
    ['recordReply', 'supervision_proposal', 'repliedOn'],
  ],
  organization: [
    ['endAppointment', 'appointment', 'validTo'],
    ['endLoan', 'loan', 'returnedOn'],
  ],
  hr: [['endEmployment', 'employment', 'validTo']],
  finance: [['rectifyAuditFinding', 'audit_finding', 'rectifiedOn']],
};

/** Commands that need more than their input, with the test that tries them. */
const ELSEWHERE: Readonly<Partial<Record<DepartmentName, readonly string[]>>> = {
  /** `problems.test.ts` */
  establishment: ['openProblem', 'closeProblem'],
};

const argumentsOf = (schema: GraphQLSchema, name: string) =>
  schema.getMutationType()?.getFields()[name]?.args ?? [];

const mutation = (schema: GraphQLSchema, name: string, selection: string): string => {
  const args = argumentsOf(schema, name);
  const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`);
  const passed = args.map((arg) => `${arg.name}: $${arg.name}`);
  return `mutation (${declared.join(', ')}) { ${name}(${passed.join(', ')}) { ${selection} } }`;
};

describe.each(DEPARTMENT_NAMES)('%s', (name) => {
  let office: CommandOffice;
  beforeAll(async () => {
    office = await openCommands(departments[name]);
  });
  afterAll(() => office.close());

  it('has commands that are all tried here', () => {
    const own = Object.values(office.subgraph.schema.getMutationType()?.getFields() ?? {})
      .filter(({ args }) => args.some((arg) => arg.name === 'idempotencyKey'))
      .map((field) => field.name);
    const here = [...COMMANDS[name], ...AMENDMENTS[name]].map(([command]) => command);
    const tried = [...here, ...(ELSEWHERE[name] ?? [])];
    expect(tried.toSorted()).toEqual(own.toSorted());
  });

  it.each(COMMANDS[name])(
    '%s registers its fact and tells the change feed',
    async (command, table, subject) => {
      const { schema } = office.subgraph;
      const { version: _, ...variables } = objectOf(argumentsOf(schema, command));
      const id = command === 'registerPerson' ? 'pid' : 'id';
      const before = await office.query('select coalesce(max(id), 0) as last from change');
      const { code, answer } = await office.command(mutation(schema, command, id), {
        ...variables,
        idempotencyKey: command,
      });
      expect(code).toBeUndefined();
      const [row] = await office.query(`select * from ${table}`);
      expect([answer].flat()).toEqual([{ [id]: row?.[id] }]);
      expect(row).toMatchObject({ version: 1 });
      expect(
        await office.query(
          `select subject, document from change where fact = '${table}' and id > ${String(before[0]?.['last'])}`,
        ),
      ).toContainEqual({ subject: subject === '' ? row?.['pid'] : subject, document: '内容' });
    },
  );

  it.each(AMENDMENTS[name])('%s changes its fact, once for its version', async (command, table, field) => {
    const { schema } = office.subgraph;
    const [row] = await office.query(`select id from ${table}`);
    const source = mutation(schema, command, `id version ${field}`);
    const required = argumentsOf(schema, command).filter(isRequiredArgument);
    const told = { id: row?.['id'], version: 1, [field]: '2026-09-01', documentNumber: '文〔2026〕1号' };
    const variables = { ...objectOf(required), ...told };
    expect(await office.command(source, variables)).toMatchObject({
      code: undefined,
      answer: { id: row?.['id'], version: 2, [field]: '2026-09-01' },
    });
    expect(await office.command(source, variables)).toMatchObject({
      code: 'VERSION_STALE',
      extensions: { current: 2, version: 1 },
    });
    expect(
      await office.query(`select document from change where fact = '${table}' order by id desc limit 1`),
    ).toEqual([{ document: '文〔2026〕1号' }]);
  });

  it('has versions that can be taken away and given back', async () => {
    const source = await dataSource(office.ownerUrl, departments[name]).initialize();
    const versioned = () =>
      office.query(
        "select from information_schema.columns where column_name = 'version' and column_default = '1'",
      );
    const before = await versioned();
    const versions = departments[name].migrations.findIndex((Migration) =>
      Migration.name.startsWith('Versions'),
    );
    for (const _ of departments[name].migrations.slice(versions)) await source.undoLastMigration();
    expect((await versioned()).length).toBeLessThan(before.length);
    await source.runMigrations();
    await source.destroy();
    expect(await versioned()).toEqual(before);
    expect(await pendingStatements(office, departments[name])).toEqual([]);
  });
});
