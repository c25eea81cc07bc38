// What changed of a department's facts, as others follow it.
import pg from 'pg';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../schema/departments.ts';
import type { Asker, Viewer } from '../../schema/sharing.ts';
import { tableOf } from '../../subgraphs/kit/database/columns.ts';
import { departments } from '../../gateway/cli/departments.ts';
import { askerOf, viewerWith } from '../support/sharing.ts';
import { openSharingDepartment, type SharingDepartment } from '../support/sharing-department.ts';

const PAGE = `query ($after: String, $first: Int) {
  page: changesOfEstablishment(after: $after, first: $first) {
    cursor hasNextPage nodes { fact subjectKind subject document }
  }
  last: lastChangeOfEstablishment
}`;

const ANNA = 'a'.repeat(32);
const BEN = 'b'.repeat(32);
const person = (said: Partial<Viewer>): Asker => askerOf(viewerWith(said));

interface Told {
  readonly cursor: string | null;
  readonly hasNextPage: boolean;
  readonly nodes: readonly Readonly<Record<string, unknown>>[];
}

const seat = (pid: string, institution: string): string =>
  `insert into seat (name, pid, institution_code, category, valid_from, source_document)
   values ('甲', '${pid}', '${institution}', 'ADMINISTRATIVE', '2026-01-01', '编〔2026〕1号')`;

describe('the change feed of the establishment office', () => {
  let office: SharingDepartment;
  let other: pg.Client;
  beforeAll(async () => {
    office = await openSharingDepartment(departments.establishment);
    other = new pg.Client({ connectionString: office.appUrl });
    await other.connect();
  });
  afterAll(async () => {
    await other.end();
    await office.close();
  });
  beforeEach(() => office.query('delete from seat; delete from change'));

  const read = async (after: string | null = null, first?: number): Promise<Told> => {
    const { data, errors } = await office.ask(undefined, PAGE, { after, first });
    expect(errors).toEqual([]);
    return data['page'] as unknown as Told;
  };
  const subjects = ({ nodes }: Told): unknown[] => nodes.map(({ subject }) => subject);

  it('names the person and the institution of a fact, with its document', async () => {
    await office.query(seat(ANNA, 'U1'));
    expect(new Set((await read()).nodes)).toEqual(
      new Set([
        { fact: 'seat', subjectKind: 'PERSON', subject: ANNA, document: '编〔2026〕1号' },
        { fact: 'seat', subjectKind: 'INSTITUTION', subject: 'U1', document: '编〔2026〕1号' },
      ]),
    );
  });

  it('names whom a fact was about and whom it is about now', async () => {
    await office.query(seat(ANNA, 'U1'));
    const { cursor } = await read();
    await office.query(`update seat set institution_code = 'U2', pid = '${BEN}'`);
    expect(subjects(await read(cursor)).sort()).toEqual(['U1', 'U2', ANNA, BEN]);
  });

  it('names whom a fact that is gone was about', async () => {
    await office.query(seat(ANNA, 'U1'));
    const { cursor } = await read();
    await office.query('delete from seat');
    expect(subjects(await read(cursor)).sort()).toEqual(['U1', ANNA]);
  });

  it('tells a statement with many rows once for each subject', async () => {
    await office.query(
      `${seat(ANNA, 'U1')}, ('乙', '${BEN}', 'U1', 'ADMINISTRATIVE', '2026-01-01', '编〔2026〕2号')`,
    );
    expect(subjects(await read()).sort()).toEqual(['U1', ANNA, BEN]);
  });

  it('tells nothing of what was rolled back', async () => {
    await other.query('begin');
    await other.query(seat(ANNA, 'U1'));
    await other.query('rollback');
    expect(subjects(await read())).toEqual([]);
  });

  it('misses nobody who ends late: it waits for older transactions', async () => {
    await other.query('begin');
    await other.query(seat(ANNA, 'U1'));
    await office.query(seat(BEN, 'U2'));
    const before = await read();
    expect(subjects(before)).toEqual([]);
    await other.query('commit');
    expect(subjects(await read(before.cursor)).sort()).toEqual(['U1', 'U2', ANNA, BEN]);
  });

  it('waits for nobody who writes in another database', async () => {
    const elsewhere = await openSharingDepartment(departments.hr);
    const writer = new pg.Client({ connectionString: elsewhere.appUrl });
    await writer.connect();
    await writer.query('begin');
    await writer.query('select pg_current_xact_id()');
    await office.query(seat(ANNA, 'U1'));
    const told = await read();
    await writer.end();
    await elsewhere.close();
    expect(subjects(told).sort()).toEqual(['U1', ANNA]);
  });

  it('is read on from a cursor, page by page, and stays where there is nothing new', async () => {
    for (const unit of ['U1', 'U2', 'U3']) await office.query(seat(ANNA, unit));
    const all = subjects(await read());
    const met: unknown[] = [];
    let told = await read(null, 4);
    for (met.push(...subjects(told)); told.hasNextPage; met.push(...subjects(told)))
      told = await read(told.cursor, 1);
    expect(met).toEqual(all);
    const { data } = await office.ask(undefined, PAGE, {});
    expect(data['last']).toBe(told.cursor);
    expect(await read(told.cursor)).toEqual({ cursor: told.cursor, hasNextPage: false, nodes: [] });
  });

  it.each(['', '1', '1-', 'x-1', '1-2-3', `1-${'9'.repeat(20)}`])(
    'refuses the cursor "%s"',
    async (after) => {
      const { errors } = await office.ask(undefined, PAGE, { after });
      expect(errors).toMatchObject([{ code: 'CURSOR_INVALID' }]);
    },
  );

  it('is read by its own staff and the system of the rules, and by nobody else', async () => {
    const codes = async (asker: Asker) =>
      (await office.ask(asker, PAGE, {})).errors.map(({ code }) => code).sort();
    const rules = { kind: 'system', department: 'establishment', roles: ['clerk'] } as const;
    expect(await codes(person({ department: 'establishment', roles: ['clerk'] }))).toEqual([]);
    expect(await codes(person({ ...rules, clientId: 'fournets-oversight' }))).toEqual([]);
    expect(await codes(person({ department: 'hr', roles: ['clerk'] }))).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(await codes(person({ department: 'establishment', roles: ['unit-hr'] }))).toHaveLength(2);
  });
});

/** What the triggers of a table are told: the document, then kinds and columns. */
const FED = `
  select tgrelid::regclass::text as table, tgname as event, encode(tgargs, 'escape') as places
  from pg_trigger where tgname like 'feed\\_%'`;

describe.each(DEPARTMENT_NAMES)('facts of %s', (name: DepartmentName) => {
  const { tables } = departments[name];
  let office: SharingDepartment;
  let fed: readonly Record<string, unknown>[];
  beforeAll(async () => {
    office = await openSharingDepartment(departments[name]);
    fed = await office.query(FED);
  });
  afterAll(() => office.close());

  it.each(tables)('$name tell their changes, whomever they name', ({ entity, columns }) => {
    const { name: table, columns: known } = tableOf(entity);
    const named = columns
      .filter(
        ({ type, property }) =>
          type === 'person' || (type === 'institutionCode' && property !== 'parentCode'),
      )
      .map(({ property }) => known.find((one) => one.property === property)?.column);
    const triggers = fed.filter((row) => row['table'] === table);
    expect(triggers.map(({ event }) => event).sort()).toEqual(['feed_delete', 'feed_insert', 'feed_update']);
    for (const { places } of triggers)
      expect(String(places).split('\\000')).toEqual(expect.arrayContaining(named));
  });
});
