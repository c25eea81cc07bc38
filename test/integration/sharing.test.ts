// Agreements: asked for, decided, looked at and followed, over a real database.
import pg from 'pg';
import type { Asker, Viewer } from '../../schema/sharing.ts';
import { poolReader } from '../../subgraphs/kit/database/reader.ts';
import { finance } from '../../subgraphs/finance/main.ts';
import { askerOf, purposeFor, viewerWith } from '../support/sharing.ts';
import { openSharingDepartment, type SharingDepartment } from '../support/sharing-department.ts';

const REQUEST = `mutation ($input: AgreementRequest!) {
  agreement: requestAgreementOfFinance(input: $input) {
    id state version decideBy requestedBy decidedBy consumer { kind name } purposeKinds coordinates institutions validTo
  }
}`;
const DECIDE = `mutation ($id: ID!, $version: Int!, $decision: AgreementDecision!, $reason: String, $documentNumber: String) {
  agreement: decideAgreementOfFinance(id: $id, version: $version, decision: $decision, reason: $reason, documentNumber: $documentNumber) {
    id state version decidedBy reason
  }
}`;
const LIST = `query ($state: AgreementState, $first: Int, $after: String) {
  agreements: agreementsOfFinance(state: $state, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { id documentNumber consumer { kind name } }
  }
}`;

const input = {
  consumerKind: 'DEPARTMENT',
  purposeKinds: ['INVESTIGATION'],
  coordinates: ['Person.payments', 'Payment.*'],
  validFrom: '2026-01-01',
  documentNumber: '共享〔2026〕1号',
};

const person = (said: Partial<Viewer>): Asker => askerOf(viewerWith(said));
const investigator = person({ subject: 'investigator', department: 'discipline', roles: ['investigator'] });
const clerk = person({ subject: 'finance-clerk', department: 'finance', roles: ['clerk'] });
const establishment = person({ subject: 'director', department: 'establishment', roles: ['director'] });
const system = person({
  subject: 'partner',
  kind: 'system',
  department: 'organization',
  clientId: 'partner',
});
const officer = person({ subject: 'unit-hr', roles: ['unit-hr'], units: ['A'] });
const nobody = person({ subject: 'nobody' });

describe('agreements of finance', () => {
  let office: SharingDepartment;
  beforeEach(async () => {
    office = await openSharingDepartment(finance);
  });
  afterEach(() => office.close());

  const request = (asker: Asker | undefined, changed: object = {}) =>
    office.ask(asker, REQUEST, { input: { ...input, ...changed } });
  const decide = (id: unknown, version: number, decision: string, more: object = {}, asker = clerk) =>
    office.ask(asker, DECIDE, { id, version, decision, ...more });
  const requested = async (changed: object = {}): Promise<string> => {
    const { data, errors } = await request(investigator, changed);
    expect(errors).toEqual([]);
    return String(data['agreement']?.['id']);
  };
  const codes = ({ errors }: { readonly errors: readonly Readonly<Record<string, unknown>>[] }) =>
    errors.map(({ code }) => code);
  const decision = async (asker: Asker, coordinate = 'Person.payments') =>
    (await office.guardOf(asker)).decide(coordinate);
  const investigating: Asker = { ...investigator, purpose: purposeFor('discipline') };

  it('goes from request to end, with each step written down and fed', async () => {
    const { data } = await request(investigator, { institutions: ['B', 'A', 'B'], validTo: '2027-01-01' });
    const id = data['agreement']?.['id'];
    expect(data['agreement']).toEqual({
      id,
      state: 'REQUESTED',
      version: 1,
      decideBy: '2026-06-29',
      requestedBy: 'investigator',
      decidedBy: null,
      consumer: { kind: 'DEPARTMENT', name: 'discipline' },
      purposeKinds: ['INVESTIGATION'],
      coordinates: ['Person.payments', 'Payment.*'],
      institutions: ['B', 'A'],
      validTo: '2027-01-01',
    });
    const granted = await decide(id, 1, 'GRANT', { documentNumber: '复〔2026〕2号' });
    expect(granted.data['agreement']).toEqual({
      id,
      state: 'GRANTED',
      version: 2,
      decidedBy: 'finance-clerk',
      reason: null,
    });
    await decide(id, 2, 'SUSPEND', { reason: '超范围使用' });
    await decide(id, 3, 'RESUME');
    await decide(id, 4, 'END');
    expect(
      await office.query(
        'select version, action, state, actor, document_number, reason from agreement_event order by id',
      ),
    ).toEqual([
      {
        version: 1,
        action: 'REQUEST',
        state: 'REQUESTED',
        actor: 'investigator',
        document_number: '共享〔2026〕1号',
        reason: null,
      },
      {
        version: 2,
        action: 'GRANT',
        state: 'GRANTED',
        actor: 'finance-clerk',
        document_number: '复〔2026〕2号',
        reason: null,
      },
      {
        version: 3,
        action: 'SUSPEND',
        state: 'SUSPENDED',
        actor: 'finance-clerk',
        document_number: null,
        reason: '超范围使用',
      },
      {
        version: 4,
        action: 'RESUME',
        state: 'GRANTED',
        actor: 'finance-clerk',
        document_number: null,
        reason: null,
      },
      {
        version: 5,
        action: 'END',
        state: 'ENDED',
        actor: 'finance-clerk',
        document_number: null,
        reason: null,
      },
    ]);
    expect(await office.query('select fact, subject, document from change order by id')).toEqual(
      ['共享〔2026〕1号', '复〔2026〕2号', null, null, null].map((document) => ({
        fact: 'agreement',
        subject: id,
        document,
      })),
    );
  });

  it('is followed by what the department decides, step by step', async () => {
    expect(await decision(investigating)).toEqual({ kind: 'REFUSED', reason: 'AGREEMENT_MISSING' });
    const id = await requested();
    expect(await decision(investigating)).toEqual({ kind: 'REFUSED', reason: 'AGREEMENT_MISSING' });
    await decide(id, 1, 'GRANT');
    expect(await decision(investigating)).toEqual({ kind: 'SERVED' });
    expect(await decision(investigating, 'Payment.gross')).toEqual({ kind: 'SERVED' });
    expect(await decision(investigator)).toEqual({ kind: 'REFUSED', reason: 'PURPOSE_MISSING' });
    expect(await decision(establishment)).toEqual({ kind: 'REFUSED', reason: 'PURPOSE_MISSING' });
    expect(await decision(clerk)).toEqual({ kind: 'SERVED' });
    await decide(id, 2, 'SUSPEND', { reason: '核查' });
    expect(await decision(investigating)).toEqual({ kind: 'REFUSED', reason: 'AGREEMENT_SUSPENDED' });
    await decide(id, 3, 'END');
    expect(await decision(investigating)).toEqual({ kind: 'REFUSED', reason: 'AGREEMENT_EXPIRED' });
    expect(await decision(clerk, 'Nobody.knows')).toEqual({ kind: 'REFUSED', reason: 'WITHHELD' });
  });

  it('changes nothing where a part of the change fails', async () => {
    const id = await requested();
    await office.query(
      "insert into agreement_event (agreement_id, version, action, state, actor, client) values ($1, 2, 'END', 'ENDED', 'x', 'x')",
      [id],
    );
    await expect(decide(id, 1, 'GRANT')).resolves.toMatchObject({ data: { agreement: null } });
    expect(await office.query('select state, version from agreement')).toEqual([
      { state: 'REQUESTED', version: 1 },
    ]);
  });

  it('takes one of two decisions about the same version', async () => {
    const id = await requested();
    const answers = await Promise.all([
      decide(id, 1, 'GRANT'),
      decide(id, 1, 'REFUSE', { reason: '无依据' }),
    ]);
    expect(answers.flatMap(codes)).toEqual(['VERSION_STALE']);
    expect(answers.flatMap(({ errors }) => errors)).toMatchObject([{ version: 1, current: 2 }]);
  });

  it('takes one of two requests with the same document number, and another when it is decided', async () => {
    const answers = await Promise.all([request(investigator), request(investigator)]);
    expect(answers.flatMap(codes)).toEqual(['AGREEMENT_ASKED_ALREADY']);
    expect(codes(await request(establishment))).toEqual([]);
    const agreement = answers.map(({ data }) => data['agreement']).find((made) => made !== null);
    await decide(agreement?.['id'], 1, 'REFUSE', { reason: '无依据' });
    expect(codes(await request(investigator))).toEqual([]);
  });

  it('refuses decisions that its state, its version or the law does not allow', async () => {
    const id = await requested();
    expect(codes(await decide(id, 1, 'SUSPEND', { reason: '核查' }))).toEqual(['AGREEMENT_STATE_OTHER']);
    expect(codes(await decide(id, 2, 'GRANT'))).toEqual(['VERSION_STALE']);
    expect(codes(await decide(id, 1, 'REFUSE', { reason: '  ' }))).toEqual(['AGREEMENT_REASON_MISSING']);
    expect(codes(await decide('999', 1, 'GRANT'))).toEqual(['AGREEMENT_UNKNOWN']);
    expect(codes(await decide("1' or '1", 1, 'GRANT'))).toEqual(['AGREEMENT_UNKNOWN']);
  });

  it.each([
    ['AGREEMENT_COORDINATE_UNKNOWN', { coordinates: ['Person.payroll'] }],
    ['AGREEMENT_COORDINATE_OPEN', { coordinates: ['Person.pid'] }],
    ['VALUE_INVALID', { coordinates: [] }],
    ['VALUE_INVALID', { purposeKinds: [] }],
    ['VALUE_INVALID', { institutions: [] }],
    ['VALUE_INVALID', { validTo: '2026-01-01' }],
    ['VALUE_INVALID', { documentNumber: ' ' }],
    ['VALUE_INVALID', { documentNumber: 'a\0b' }],
  ])('refuses with %s a request with %j', async (code, changed) => {
    expect(codes(await request(investigator, changed))).toEqual([code]);
    expect(await office.query('select from agreement')).toEqual([]);
  });

  it.each([
    ['nobody in particular', nobody, 'DEPARTMENT'],
    ['a unit’s officer for a department', officer, 'DEPARTMENT'],
    ['a system for its department', system, 'DEPARTMENT'],
    ['the owner for itself', clerk, 'DEPARTMENT'],
    ['a person for a client', investigator, 'CLIENT'],
    ['another department for the units', investigator, 'UNITS'],
    ['the department itself, without anybody', undefined, 'DEPARTMENT'],
  ])('lets no request through by %s', async (_, asker, consumerKind) => {
    const purposeKinds = consumerKind === 'UNITS' ? [] : ['DOCUMENT'];
    expect(codes(await request(asker, { consumerKind, purposeKinds }))).toEqual(['FORBIDDEN']);
  });

  it('takes requests of a system for itself, and of the owner for all units', async () => {
    const own = await request(system, { consumerKind: 'CLIENT' });
    expect(own.data['agreement']).toMatchObject({ consumer: { kind: 'CLIENT', name: 'partner' } });
    const units = await request(clerk, { consumerKind: 'UNITS', purposeKinds: [] });
    expect(units.data['agreement']).toMatchObject({ consumer: { kind: 'UNITS', name: null } });
    await decide(units.data['agreement']?.['id'], 1, 'GRANT');
    expect(await decision(officer)).toEqual({ kind: 'SCOPED', institutions: ['A'] });
  });

  it('takes requests of the establishment office for the system that runs standing rules', async () => {
    const asked = { consumerKind: 'CLIENT', purposeKinds: ['STANDING_RULE'] };
    const { data } = await request(establishment, asked);
    expect(data['agreement']).toMatchObject({ consumer: { kind: 'CLIENT', name: 'fournets-oversight' } });
    const list = await office.ask(establishment, LIST);
    expect(list.data['agreements']).toMatchObject({
      nodes: [{ consumer: { name: 'fournets-oversight' } }],
    });
    await decide(data['agreement']?.['id'], 1, 'GRANT');
    const purpose = { ...purposeFor('establishment'), kind: 'STANDING_RULE' as const };
    const rules = viewerWith({
      kind: 'system',
      clientId: 'fournets-oversight',
      department: 'establishment',
      roles: ['clerk'],
    });
    expect(await decision(askerOf(rules, purpose))).toEqual({ kind: 'SERVED' });
    // Nobody of the office reads it by that.
    expect(await decision(askerOf(establishment.viewer, purpose))).toMatchObject({ kind: 'REFUSED' });
  });

  it.each([
    ['the consumer', investigator],
    ['another department’s director', establishment],
    ['a system', system],
    ['nobody in particular', nobody],
    ['somebody of the owner without a role', person({ department: 'finance' })],
  ])('lets no decision through by %s, and says whose it is', async (_, asker) => {
    const id = await requested();
    const { errors } = await decide(id, 1, 'GRANT', {}, asker);
    expect(errors).toMatchObject([
      { code: 'FORBIDDEN', needed: 'director, clerk of Finance', neededZh: '财政负责人、工作人员' },
    ]);
  });

  it('shows all to its own staff, and to others those that they are party to', async () => {
    await requested();
    await request(establishment);
    await request(system, { consumerKind: 'CLIENT' });
    await request(clerk, { consumerKind: 'UNITS', purposeKinds: [] });
    const seen = async (asker: Asker | undefined, variables = {}) => {
      const { data, errors } = await office.ask(asker, LIST, variables);
      expect(errors).toEqual([]);
      const nodes = (data['agreements']?.['nodes'] ?? []) as {
        consumer: { kind: string; name: string | null };
      }[];
      return nodes.map(({ consumer: { kind, name } }) => `${kind} ${name ?? ''}`.trim());
    };
    expect(await seen(clerk)).toEqual([
      'UNITS',
      'CLIENT partner',
      'DEPARTMENT establishment',
      'DEPARTMENT discipline',
    ]);
    expect(await seen(undefined)).toHaveLength(4);
    expect(await seen(investigator)).toEqual(['DEPARTMENT discipline']);
    expect(await seen(system)).toEqual(['CLIENT partner']);
    expect(await seen(officer)).toEqual(['UNITS']);
    expect(await seen(clerk, { state: 'GRANTED' })).toEqual([]);
    expect(codes(await office.ask(nobody, LIST))).toEqual(['FORBIDDEN']);
  });

  it('pages through them', async () => {
    await requested();
    await requested({ documentNumber: '2' });
    const first = await office.ask(investigator, LIST, { first: 1 });
    expect(first.data['agreements']).toMatchObject({ totalCount: 2, nodes: [{ documentNumber: '2' }] });
    const { endCursor } = first.data['agreements']?.['pageInfo'] as { endCursor: string };
    const second = await office.ask(investigator, LIST, { first: 1, after: endCursor });
    expect(second.data['agreements']).toMatchObject({
      pageInfo: { hasNextPage: false },
      nodes: [{ documentNumber: input.documentNumber }],
    });
  });

  it.each(['agreement_event', 'agreement', 'task', 'agreement_version'])(
    'leaves nobody a way to delete from %s',
    async (table) => {
      await requested();
      await expect(office.query(`delete from ${table}`)).rejects.toThrow(/permission denied/);
      await expect(office.query(`truncate ${table} cascade`)).rejects.toThrow(/permission denied/);
    },
  );

  it('keeps what became of an agreement even from the owner of the tables', async () => {
    await requested();
    const client = new pg.Client({ connectionString: office.ownerUrl });
    await client.connect();
    try {
      for (const sql of [
        "update agreement_event set actor = 'x'",
        'delete from agreement_event',
        'truncate agreement_event',
      ])
        await expect(client.query(sql)).rejects.toThrow('only ever added to');
    } finally {
      await client.end();
    }
    await expect(office.query("update agreement_event set actor = 'x'")).rejects.toThrow(/permission denied/);
  });

  describe('looking at them', () => {
    it('keeps what it knows for a second, and looks before it says anything older', async () => {
      let time = 0;
      const look = office.look({ now: () => time, everyMs: 3_600_000 });
      const { version } = await look.current();
      await requested();
      time = 1000;
      expect(look.current()).toMatchObject({ version, agreements: [] });
      time = 1001;
      const looked = look.current();
      expect(looked).toBeInstanceOf(Promise);
      expect(await looked).toMatchObject({ agreements: [{ documentNumber: input.documentNumber }] });
      expect(look.current()).toBe(await looked);
    });

    it('reads the agreements again only where one has changed', async () => {
      let time = 0;
      const look = office.look({ now: () => time, everyMs: 3_600_000 });
      const before = await look.current();
      time = 2000;
      expect(await look.current()).toBe(before);
      await office.query("update agreement set reason = 'x'");
      time = 4000;
      expect(await look.current()).not.toBe(before);
    });

    it('sees a change by itself, and one that is committed after a later one', async () => {
      const look = office.look({ everyMs: 5 });
      const known = await look.current();
      const until = async (count: number): Promise<void> => {
        while ((await look.current()).agreements.length < count)
          await new Promise((done) => setTimeout(done, 5));
      };
      const slow = new pg.Client({ connectionString: office.appUrl });
      await slow.connect();
      try {
        // Its number is taken now and seen when it is committed, which is after the other one.
        const { rows } = await slow.query("select nextval(pg_get_serial_sequence('agreement', 'id')) as id");
        const id = await requested();
        await until(1);
        expect(Number(rows[0].id)).toBeLessThan(Number(id));
        await slow.query(
          `insert into agreement (id, consumer_kind, purpose_kinds, coordinates, valid_from, document_number, state,
             requested_by, decide_by) overriding system value
           values ($1, 'UNITS', '{}', '{Person.payments}', '2026-01-01', '1', 'REQUESTED', 'x', '2026-01-15')`,
          [rows[0].id],
        );
        await until(2);
      } finally {
        await slow.end();
      }
      expect((await look.current()).version).not.toBe(known.version);
    });

    it('says nothing where the database does not answer, and goes on when it does', async () => {
      let time = 0;
      let broken = false;
      const { appUrl } = office;
      const unreachable = new pg.Pool({ connectionString: appUrl.replace(/:\d+\//, ':1/') });
      const reader = (pool: pg.Pool) => (signal: AbortSignal) =>
        poolReader({ pool, signal, cancel: () => undefined, scopedRole: 'none' });
      const pool = new pg.Pool({ connectionString: appUrl });
      const look = office.look({
        now: () => time,
        everyMs: 3_600_000,
        reader: (signal) => reader(broken ? unreachable : pool)(signal),
      });
      const known = await look.current();
      broken = true;
      time = 1000;
      expect(look.current()).toBe(known);
      time = 1001;
      await expect(look.current()).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
      await expect(look.current()).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
      broken = false;
      expect(await look.current()).toBe(known);
      await look.close();
      await Promise.all([pool.end(), unreachable.end()]);
    });
  });
});
