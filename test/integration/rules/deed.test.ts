// What standing rules say to something before it is done, by guarded departments; nothing of it is kept.
import { oversightAsker } from '../../../gateway/oversight/graph.ts';
import { district } from '../../support/demo/district.ts';
import { openDeedDistrict, type DeedDistrict, type ShownDeed } from '../../support/deeds.ts';
import type { DepartmentName } from '../../../schema/departments.ts';
import type { Asker } from '../../../schema/sharing.ts';
import { askerOf, purposeFor, viewerWith } from '../../support/sharing.ts';

let deeds: DeedDistrict;
beforeAll(async () => {
  deeds = await openDeedDistrict(district(600, 3, '2026-10'));
}, 120_000);
afterAll(() => deeds.close());

const clerkOf = (department: DepartmentName): Asker =>
  askerOf(viewerWith({ subject: `${department}-clerk`, department, roles: ['clerk'] }));
const FINANCE = clerkOf('finance');
const HR = clerkOf('hr');
const ORGANIZATION = clerkOf('organization');

const one = async (text: string, ...values: unknown[]): Promise<Record<string, string>> => {
  const [row] = await deeds.ruled.merged.query(text, values);
  expect(row).toBeDefined();
  return row as Record<string, string>;
};

const firing = ({ wouldFire }: ShownDeed): string[] => wouldFire.map(({ rule }) => rule);

/** People whom a planted case is about. */
const inCases = (): string[] => deeds.ruled.cases.flatMap(({ subject }) => subject.pid ?? []);

/** Rules about papers, not about posts and people. */
const PAPERS: ReadonlySet<string> = new Set(['R08', 'R28', 'R30']);

/** Institutions that a planted case about posts or people is about. */
const unitsInCases = (): string[] =>
  deeds.ruled.cases.flatMap(({ rule, subject }) =>
    subject.pid === undefined && !PAPERS.has(rule) ? (subject.institutionCode ?? []) : [],
  );

/** Somebody in a seat and employed in the same institution, in no case. */
const inPost = (): Promise<Record<string, string>> =>
  one(
    `select s.pid as person, s.institution_code as institution from establishment.seat s
     join hr.employment e on e.pid = s.pid and e.institution_code = s.institution_code and e.valid_to is null
     where s.valid_to is null and not s.pid = any($1) order by s.pid limit 1`,
    inCases(),
  );

describe('paying', () => {
  const MONTH = { month: '2026-11', gross: '5000.00' };

  it('is free of anything new for whom no rule has anything against', async () => {
    const before = await deeds.rows();
    const deed = await deeds.may('mayPay', { ...(await inPost()), ...MONTH }, FINANCE);
    expect(deed).toMatchObject({
      allowed: 'GREEN',
      asOf: '2026-11-30',
      wouldFire: [],
      undecided: [],
      missing: [],
    });
    expect(deed.read.map(({ department }) => department)).toEqual(expect.arrayContaining(['finance', 'hr']));
    expect(await deeds.rows()).toEqual(before);
  });

  it('after death is found, and leaves nothing behind', async () => {
    const dead = await one(
      `select d.pid as person, e.institution_code as institution from hr.death d join hr.employment e using (pid)
       where not exists (select from finance.payment p where p.pid = d.pid and p.month > to_char(d.died_on, 'YYYY-MM'))
       order by 1 limit 1`,
    );
    const before = await deeds.rows();
    const deed = await deeds.may('mayPay', { ...dead, ...MONTH }, FINANCE);
    expect(deed.allowed).toBe('RED');
    expect(firing(deed)).toContain('R12');
    expect(await deeds.rows()).toEqual(before);
  });

  it('once more after death is found, though it stands already', async () => {
    const dead = await one(
      `select d.pid as person, p.institution_code as institution from hr.death d join finance.payment p using (pid)
       where p.kind = 'REGULAR' and p.month > to_char(d.died_on, 'YYYY-MM') order by 1 limit 1`,
    );
    const deed = await deeds.may('mayPay', { ...dead, ...MONTH }, FINANCE);
    expect(deed.allowed).toBe('RED');
    expect(deed.wouldFire).toContainEqual(expect.objectContaining({ rule: 'R12', isNew: false }));
  });

  it('is not known where a department is away', async () => {
    const person = await inPost();
    for (const owner of ['hr', 'establishment', 'finance'] as const) {
      deeds.ruled.away.add(owner);
      const deed = await deeds.may('mayPay', { ...person, ...MONTH }, FINANCE);
      deeds.ruled.away.delete(owner);
      expect([owner, deed.allowed, deed.missing]).toEqual([owner, 'UNKNOWN', [owner]]);
    }
  });

  it('is refused with where the facts cannot be', async () => {
    const person = await inPost();
    const refused = await deeds.refused(
      'mayPay',
      { ...person, ...MONTH, gross: '5.00', kind: 'RECOVERY' },
      FINANCE,
    );
    expect(refused).toEqual([
      expect.objectContaining({
        code: 'COMMAND_INVALID',
        owner: 'finance',
        faults: [expect.objectContaining({ path: ['payments', 'gross'], code: 'PAYMENT_RECOVERY_POSITIVE' })],
      }),
    ]);
    const paid = await one(
      `select pid as person, institution_code as institution, month from finance.payment
       where kind = 'REGULAR' order by 1 limit 1`,
    );
    expect(await deeds.refused('mayPay', { ...paid, gross: '1.00' }, FINANCE)).toEqual([
      expect.objectContaining({ code: 'FACT_KNOWN' }),
    ]);
  });

  it.each([
    viewerWith({ department: 'hr', roles: ['clerk'] }),
    viewerWith({ department: 'finance' }),
    viewerWith({ roles: ['unit-hr'], units: ['A'] }),
  ])('is asked by nobody but finance: %j', async (viewer) => {
    const asked = { person: 'f'.repeat(32), institution: 'A', ...MONTH };
    expect(await deeds.refused('mayPay', asked, askerOf(viewer))).toEqual([
      expect.objectContaining({ code: 'FORBIDDEN' }),
    ]);
  });
});

describe('hiring', () => {
  const ON = '2026-10-20';
  const APPROVAL = {
    approvalNumber: '编〔2026〕9号',
    approvedOn: '2026-10-10',
    approvalExpiresOn: '2026-11-10',
  };
  const NEWCOMER = 'e'.repeat(32);

  beforeAll(() =>
    deeds.ruled.merged.queryAs(
      'hr',
      `insert into person (pid, name, sex, born_on, education, status) values ($1, '新人', 'FEMALE', '2000-01-01', 'UNDERGRADUATE', 'ACTIVE')`,
      [NEWCOMER],
    ),
  );

  /** A category of an institution with so many posts left; institutions of no case. */
  const withPostsLeft = async (condition: string, but = unitsInCases()): Promise<object> => {
    const { institution, category } = await one(
      `select q.institution_code as institution, q.category from establishment.quota q
       where q.measure = 'POST' and q.title = '' and q.valid_to is null and not q.institution_code = any($1)
         and q.category in ('ADMINISTRATIVE', 'PUBLIC_INSTITUTION')
         and q.number - (select count(*) from establishment.seat s where s.institution_code = q.institution_code
           and s.category = q.category and not s.exempt and s.valid_to is null) ${condition}
       order by q.number desc, 1 limit 1`,
      but,
    );
    return { person: NEWCOMER, institution, category, way: 'CIVIL_SERVICE_EXAM', on: ON };
  };

  it('is free of anything new where a post is left and its use approved', async () => {
    const asked = { ...(await withPostsLeft('>= 2 + q.number / 10', [])), ...APPROVAL };
    const before = await deeds.rows();
    const deed = await deeds.may('mayHire', asked, HR);
    expect(deed).toMatchObject({ allowed: 'GREEN', undecided: [] });
    expect(await deeds.rows()).toEqual(before);
  });

  it('without an approval is found', async () => {
    const deed = await deeds.may('mayHire', await withPostsLeft('>= 2 + q.number / 10', []), HR);
    expect([deed.allowed, firing(deed)]).toEqual(['RED', ['R03']]);
  });

  it('over the quota is found, of the person and of the institution', async () => {
    const deed = await deeds.may('mayHire', { ...(await withPostsLeft('= 0')), ...APPROVAL }, HR);
    expect([deed.allowed, firing(deed)]).toEqual(['RED', ['R01', 'R02']]);
  });

  it('once more over the quota is found, though the institution is over it already', async () => {
    const deed = await deeds.may('mayHire', { ...(await withPostsLeft('< 0', [])), ...APPROVAL }, HR);
    expect(deed.wouldFire).toContainEqual(expect.objectContaining({ rule: 'R01', isNew: false }));
    expect(deed.allowed).toBe('RED');
  });
});

describe('appointing', () => {
  const ON = '2026-10-20';

  it('to a post that does not lead is free of anything new', async () => {
    const before = await deeds.rows();
    const deed = await deeds.may(
      'mayAppoint',
      { ...(await inPost()), title: '主任科员岗', on: ON },
      ORGANIZATION,
    );
    expect(deed).toMatchObject({ allowed: 'GREEN', undecided: [] });
    expect(await deeds.rows()).toEqual(before);
  });

  it('over the limit of leaders is found', async () => {
    const { person, institution, level } = await one(
      `select l.institution_code as institution, l.level, (
         select s.pid from establishment.seat s where s.institution_code = l.institution_code and s.valid_to is null
           and not exists (select from organization.appointment a where a.pid = s.pid and a.role <> 'MEMBER') limit 1
       ) as person
       from establishment.leader_limit l where l.role = 'DEPUTY' and l.valid_to is null and l.number > 0
         and l.number = (select count(*) from organization.appointment a where a.institution_code = l.institution_code
           and a.level = l.level and a.role = 'DEPUTY' and a.valid_to is null and not a.concurrent and a.internal_body is null)
         and not l.institution_code = any($1)
       order by 1 limit 1`,
      unitsInCases(),
    );
    const asked = { person, institution, title: '副职', level, role: 'DEPUTY', on: ON };
    const deed = await deeds.may('mayAppoint', asked, ORGANIZATION);
    expect(deed.allowed).toBe('RED');
    expect(firing(deed)).toContain('R04');
  });
});

describe('who is dead', () => {
  const DIED = `select d.pid as person, e.institution_code as institution, d.died_on::text as died,
      (d.died_on - 1)::text as before from hr.death d join hr.employment e using (pid) order by 1 limit 1`;
  const POST = { title: '主任科员岗' };
  const APPOINTING = askerOf(
    ORGANIZATION.viewer,
    purposeFor('organization', { kind: 'DOCUMENT', documentNumber: '组通〔2025〕8号' }),
  );

  it('is neither appointed, hired nor promoted from that day on, with the fact where HR shows it', async () => {
    const { person, institution, died } = await one(DIED);
    const about = { person, institution, on: died };
    const says = {
      en: expect.stringContaining(`Died on ${died}`),
      zh: expect.stringContaining(`${died} 死亡`),
    };
    const before = await deeds.rows();
    const appointed = await deeds.may('mayAppoint', { ...about, ...POST }, APPOINTING);
    expect(appointed).toMatchObject({ allowed: 'RED', obstacles: [{ kind: 'DEAD', says, hiddenBy: [] }] });
    const hire = { ...about, category: 'ADMINISTRATIVE', way: 'TRANSFER' };
    expect(await deeds.may('mayHire', hire, HR)).toMatchObject({ allowed: 'RED', obstacles: [{ says }] });
    const promoted = await deeds.may('mayPromote', { ...about, rank: 'PRINCIPAL_1' }, ORGANIZATION);
    expect(promoted).toMatchObject({
      allowed: 'RED',
      obstacles: [{ kind: 'DEAD', says: null, hiddenBy: ['hr'] }],
    });
    expect(await deeds.rows()).toEqual(before);
  });

  it('was not, the day before; and is paid for the month of death', async () => {
    const { person, institution, died, before } = await one(DIED);
    const about = { person, institution };
    const appointed = await deeds.may('mayAppoint', { ...about, ...POST, on: before }, APPOINTING);
    expect(appointed.obstacles).toEqual([]);
    const month = { month: died!.slice(0, 7), gross: '1.00', kind: 'BONUS' };
    expect((await deeds.may('mayPay', { ...about, ...month }, FINANCE)).obstacles).toEqual([]);
  });

  it('is not known while HR is away', async () => {
    const { person, institution, died } = await one(DIED);
    deeds.ruled.away.add('hr');
    const asked = { person, institution, ...POST, on: died };
    const deed = await deeds.may('mayAppoint', asked, APPOINTING);
    deeds.ruled.away.delete('hr');
    expect(deed).toMatchObject({ allowed: 'UNKNOWN', obstacles: [], missing: ['hr'] });
  });
});

describe('promoting', () => {
  const ON = '2026-10-20';

  const ranked = (condition: string): Promise<Record<string, string>> =>
    one(
      `select r.pid as person, e.institution_code as institution from organization.rank_holding r
       join hr.employment e on e.pid = r.pid and e.valid_to is null
       where r.valid_to is null and r.rank = 'PRINCIPAL_3' and r.valid_from < $1::date and ${condition} (
         select from discipline.decision d where d.pid = r.pid and d.effective_on <= $1::date and d.influence_ends_on > $1::date)
       order by 1 limit 1`,
      ON,
    );

  it('whom nothing is against is free of anything new', async () => {
    const before = await deeds.rows();
    const asked = { ...(await ranked('not exists')), rank: 'PRINCIPAL_1', on: ON };
    const deed = await deeds.may('mayPromote', asked, ORGANIZATION);
    expect(deed).toMatchObject({ allowed: 'GREEN', undecided: [] });
    expect(await deeds.rows()).toEqual(before);
  });

  it('in the influence period of a sanction is found', async () => {
    const asked = { ...(await ranked('exists')), rank: 'PRINCIPAL_1', on: ON };
    const deed = await deeds.may('mayPromote', asked, ORGANIZATION);
    expect([deed.allowed, firing(deed)]).toEqual(['RED', ['R17']]);
  });
});

it('carries no command out for whoever only supposes', async () => {
  const office = deeds.ruled.owners.find(({ name }) => name === 'establishment')!;
  const asker = oversightAsker('oversight', '0'.repeat(64), 'trace');
  const supposed = { establishment: [] };
  const text = 'mutation { saveRule(input: { id: "R777", text: "query { a }" }) { ruleId } }';
  const command = { operation: { kind: 'mutation', text }, variables: {} } as const;
  const client = { viewer: 'R', asker, signal: new AbortController().signal };
  const before = await deeds.rows();
  const { errors } = await office.fetch({ ...command, client: { ...client, supposed } });
  expect(errors).toEqual([
    expect.objectContaining({ extensions: expect.objectContaining({ code: 'SUPPOSED_ONLY' }) }),
  ]);
  expect(await deeds.rows()).toEqual(before);
});

describe('whoever asks', () => {
  const DEAD = `select d.pid as person, p.institution_code as institution from hr.death d join finance.payment p using (pid)
    where p.kind = 'REGULAR' and p.month > to_char(d.died_on, 'YYYY-MM') order by 1 limit 1`;
  const MONTH = { month: '2026-11', gross: '5000.00' };

  it('sees that a rule would fire and whom to ask, not what its owners do not show', async () => {
    const deed = await deeds.may('mayPay', { ...(await one(DEAD)), ...MONTH }, FINANCE);
    for (const { rule, says, saysNow, amount, hiddenBy } of [...deed.wouldFire, ...deed.standing])
      expect([rule, says, saysNow, amount, hiddenBy.length > 0, hiddenBy.includes('finance')]).toEqual([
        rule,
        null,
        null,
        null,
        true,
        false,
      ]);
    expect(deed.wouldFire).toContainEqual(expect.objectContaining({ rule: 'R12', hiddenBy: ['hr'] }));
    const { read } = deed;
    expect(read.find(({ department }) => department === 'finance')?.hidden).toEqual([]);
    expect(read.find(({ department }) => department === 'hr')?.hidden).toContain('Person.death');
  });

  it('sees the sentence where all its owners show its facts', async () => {
    const deed = await deeds.may(
      'mayHire',
      {
        ...(await one(`select institution_code as institution, category from establishment.quota
          where valid_to is null and category = 'ADMINISTRATIVE' order by 1 limit 1`)),
        person: 'd'.repeat(32),
        way: 'CIVIL_SERVICE_EXAM',
        on: '2026-10-20',
      },
      askerOf(viewerWith({ department: 'establishment', roles: ['director'] })),
    );
    expect(deed.wouldFire).toContainEqual(
      expect.objectContaining({
        rule: 'R03',
        hiddenBy: [],
        says: { en: expect.stringContaining('without an approval'), zh: expect.stringMatching(/核准/) },
      }),
    );
  });

  it('for a unit asks about that unit', async () => {
    const unit = { person: 'd'.repeat(32), category: 'ADMINISTRATIVE', way: 'TRANSFER', on: '2026-10-20' };
    const { institution } = await inPost();
    const officer = askerOf(viewerWith({ roles: ['unit-hr'], units: [institution ?? ''] }));
    expect((await deeds.may('mayHire', { ...unit, institution }, officer)).allowed).toBe('RED');
    expect(await deeds.refused('mayHire', { ...unit, institution: 'ANOTHER' }, officer)).toEqual([
      expect.objectContaining({ code: 'FORBIDDEN' }),
    ]);
  });
});
