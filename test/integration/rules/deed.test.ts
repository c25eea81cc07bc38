// What standing rules say to something before it is done, by guarded departments; nothing of it is kept.
import { district } from '../../support/demo/district.ts';
import { openDeedDistrict, type DeedDistrict, type ShownDeed } from '../../support/deeds.ts';
import { askerOf, viewerWith } from '../../support/sharing.ts';

let deeds: DeedDistrict;
beforeAll(async () => {
  deeds = await openDeedDistrict(district(600, 3, '2026-10'));
}, 120_000);
afterAll(() => deeds.close());

const FINANCE = askerOf(viewerWith({ subject: 'payer', department: 'finance', roles: ['clerk'] }));

const one = async (text: string, ...values: unknown[]): Promise<Record<string, string>> => {
  const [row] = await deeds.ruled.merged.query(text, values);
  expect(row).toBeDefined();
  return row as Record<string, string>;
};

const firing = ({ wouldFire }: ShownDeed): string[] => wouldFire.map(({ rule }) => rule);

/** People whom a planted case is about. */
const inCases = (): string[] => deeds.ruled.cases.flatMap(({ subject }) => subject.pid ?? []);

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
