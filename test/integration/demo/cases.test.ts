import { asOfOf } from '../../../subgraphs/demo/manifest.ts';
import type { Case } from '../../../subgraphs/demo/cases/recipe.ts';
import { plantDistrict } from '../../../subgraphs/demo/plant/plant.ts';
import { district } from '../../support/demo/district.ts';
import { openMerged, type MergedDatabase } from '../../support/demo/merged.ts';
import { ORACLES } from '../../support/oracle/index.ts';
import type { Oracle } from '../../support/oracle/oracle.ts';

/** Subjects of a rule's cases of one kind. */
const subjects = (cases: readonly Case[], { rule, about }: Oracle, kind: Case['kind']): string[] =>
  cases
    .filter((one) => one.rule === rule && one.kind === kind)
    .map(({ subject }) => (about === 'pid' ? subject.pid : subject.institutionCode) ?? '')
    .sort();

describe.each([
  [600, 1, '2026-10'],
  [600, 2, '2026-10'],
  [600, 3, '2027-01-01'],
  [900, 11, '2025-03-13'],
  [1500, 21, '2028-02-29'],
])('a district of %i people, seed %i, until %s', (people, seed, until) => {
  const made = district(people, seed, until);
  let database: MergedDatabase;
  let cases: readonly Case[];

  beforeAll(async () => {
    database = await openMerged();
    ({ cases } = await plantDistrict({ district: made, targets: database.targets }));
  }, 120_000);
  afterAll(() => database.close());

  it.each(ORACLES)('shows exactly the planted cases of $rule and no near miss', async (oracle) => {
    const found = (await database.query(oracle.sql, [asOfOf(made)])).map((row) => String(row[oracle.about]));
    const near = subjects(cases, oracle, 'near-miss');
    expect([...new Set(found)].sort()).toEqual([...new Set(subjects(cases, oracle, 'hit'))]);
    expect(found.filter((subject) => near.includes(subject))).toEqual([]);
    expect(found.length).toBeGreaterThan(0);
    expect(near.length).toBeGreaterThan(0);
  });

  it('loses as much money to unlowered pay as the manifest says', async () => {
    const paidAsBefore = cases.filter(({ expected }) => expected?.['lossFen'] !== undefined);
    for (const { subject, expected } of paidAsBefore) {
      const [row] = await database.query(
        `select sum(p.gross_fen - g.monthly_fen) as loss from discipline.decision d
           join finance.payment p using (pid) join hr.pay_grade g using (pid)
          where d.pid = $1 and p.kind = 'REGULAR' and (p.month || '-01')::date >= d.effective_on + interval '1 month'
            and g.valid_from <= (p.month || '-01')::date
            and (g.valid_to is null or g.valid_to > (p.month || '-01')::date)`,
        [subject.pid],
      );
      expect(Number(row?.['loss'])).toBe(expected?.['lossFen']);
    }
  });
});
