// Which of the facts that a rule read decided its finding.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { COMMITTED_SUPERGRAPH } from '../../../gateway/compose/read.ts';
import { undecidingOf } from '../../../gateway/oversight/evidence/deciding.ts';
import { evidenceOf, type Fact } from '../../../gateway/oversight/evidence/evidence.ts';
import { fieldOwners } from '../../../gateway/oversight/evidence/owners.ts';
import { judgeOf, type Hit } from '../../../gateway/oversight/judge/judge.ts';
import { ruleFiles } from '../../../gateway/oversight/rule/files.ts';
import { rulesOver } from '../../../gateway/oversight/rule/over.ts';

const SUPERGRAPH = readFileSync(COMMITTED_SUPERGRAPH, 'utf8');
const DAY = '2026-10-31';
const ruleOf = (id: string) =>
  rulesOver(SUPERGRAPH)(ruleFiles().find(({ file }) => file.startsWith(`${id}-`))!.text);

const R12 = ruleOf('R12');
const judge = judgeOf(R12, DAY);
const undeciding = undecidingOf(R12, DAY);
const makeEvidence = evidenceOf(R12, fieldOwners(SUPERGRAPH), () => []);

const pay = (month: string, gross = '5000.00') => ({ month, gross, institution: { code: 'U1' } });
const died = (diedOn: string, payByInstitution: readonly object[]) => ({
  pid: 'p1',
  death: { diedOn, sourceDocument: null, registeredAt: '2026-01-01T00:00:00Z' },
  payByInstitution,
});
type Person = ReturnType<typeof died>;

const hitOf = (row: Person): Hit => {
  const [hit] = judge(row);
  if (hit === undefined) throw new Error('it is not found');
  return hit;
};

const monthsOf = (facts: readonly Fact[]): unknown[] =>
  facts.filter(({ coordinate }) => coordinate === 'InstitutionPay.month').map(({ value }) => value);

it('are the months after the death; all others that were read are told apart, at their places', () => {
  const months = ['2025-12', '2026-01', '2026-02', '2026-03', '2026-04'];
  const row = died(
    '2026-02-10',
    months.map((month) => pay(month)),
  );
  const { narrowed, owners } = makeEvidence(row, undeciding(row, hitOf(row)), DAY, `${DAY}T00:00:00Z`);
  const finance = owners.find(({ owner }) => owner === 'finance')!;
  expect(narrowed).toBe(true);
  expect(monthsOf(finance.facts)).toEqual(['2026-03', '2026-04']);
  expect(finance.facts.map(({ path }) => path)).toContain('payByInstitution[4].month');
  expect(monthsOf(finance.alsoRead)).toEqual(['2025-12', '2026-01', '2026-02']);
  const hr = owners.find(({ owner }) => owner === 'hr')!;
  expect(hr.facts.map(({ path }) => path)).toContain('death.diedOn');
  expect(hr.alsoRead).toEqual([]);
});

const MONTHS = Array.from(
  { length: 24 },
  (_, index) => `${2025 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
);

it('find the same alone, and none of them can be left out', () => {
  const drawn = fc.tuple(fc.subarray(MONTHS, { minLength: 1 }), fc.integer({ min: 0, max: 23 }));
  fc.assert(
    fc.property(drawn, ([months, last]) => {
      const row = died(
        `${MONTHS[last]}-15`,
        months.map((month) => pay(month)),
      );
      fc.pre(judge(row).length > 0);
      const hit = hitOf(row);
      const dropped = undeciding(row, hit)!;
      const kept = row.payByInstitution.filter((_, index) => !dropped.has(`payByInstitution[${index}]`));
      const digests = (payByInstitution: readonly object[]) =>
        judge({ ...row, payByInstitution }).map(({ digest }) => digest);
      expect(digests(kept)).toEqual([hit.digest]);
      for (const one of kept)
        expect(digests(kept.filter((other) => other !== one))).not.toEqual([hit.digest]);
    }),
  );
});

it('are not told apart where that takes too long: all that was read stands there', () => {
  const months = Array.from({ length: 400 }, (_, index) => pay(MONTHS[index % 24]!, `${index + 1}.00`));
  const row = died('2024-12-31', months);
  const told = undeciding(row, hitOf(row));
  expect(told).toBeUndefined();
  const { narrowed, owners } = makeEvidence(row, told, DAY, `${DAY}T00:00:00Z`);
  expect(narrowed).toBe(false);
  const finance = owners.find(({ owner }) => owner === 'finance')!;
  expect([monthsOf(finance.facts).length, finance.alsoRead]).toEqual([400, []]);
});

it('are told of each finding of a subject, with what they are compared to', () => {
  const R17 = ruleOf('R17');
  const decision = (effectiveOn: string, influenceEndsOn: string) => ({
    measure: 'ADMIN_DEMERIT',
    effectiveOn,
    influenceEndsOn,
    liftedOn: null,
  });
  const rank = (name: string, validFrom: string, validTo: string | null) => ({
    rank: name,
    validFrom,
    validTo,
  });
  const row = {
    pid: 'p1',
    decisions: [decision('2022-01-10', '2023-07-10'), decision('2025-01-10', '2026-07-10')],
    ranks: [
      rank('CLERK_1', '2018-01-01', '2020-01-01'),
      rank('PRINCIPAL_4', '2020-01-01', '2022-06-01'),
      rank('PRINCIPAL_3', '2022-06-01', '2026-01-01'),
      rank('PRINCIPAL_2', '2026-01-01', null),
    ],
    appointments: [],
    payGrades: [],
  };
  const told = judgeOf(
    R17,
    DAY,
  )(row).map((hit) => [hit.period, [...undecidingOf(R17, DAY)(row, hit)!].sort()]);
  expect(told).toEqual([
    ['2022-01-10', ['decisions[1]', 'ranks[0]', 'ranks[3]']],
    ['2025-01-10', ['decisions[0]', 'ranks[0]', 'ranks[1]']],
  ]);
});
