// A hit may be graver than its rule is: vacant posts beside off-quota staff.
import { readFileSync } from 'node:fs';
import { COMMITTED_SUPERGRAPH } from '../../../gateway/compose/read.ts';
import { verdictOf } from '../../../gateway/oversight/deed/verdict.ts';
import { judgeOf, type Hit } from '../../../gateway/oversight/judge/judge.ts';
import { ruleFiles } from '../../../gateway/oversight/rule/files.ts';
import { rulesOver } from '../../../gateway/oversight/rule/over.ts';

const text = ruleFiles().find(({ file }) => file.startsWith('R19-'))!.text;
const rule = rulesOver(readFileSync(COMMITTED_SUPERGRAPH, 'utf8'))(text);

const hitOf = (offQuotaCount: number, occupied = 5): Hit => {
  const staffingByMonth = Array.from({ length: 12 }, (_, index) => ({
    month: `2026-${String(index + 1).padStart(2, '0')}`,
    authorised: '9',
    occupied,
  }));
  const [hit] = judgeOf(rule, '2026-12-31')({ code: 'u1', offQuotaCount, staffingByMonth });
  return hit!;
};

it('is red with off-quota staff, amber without', () => {
  expect([hitOf(0), hitOf(1)].map(({ severity }) => severity)).toEqual(['AMBER', 'RED']);
});

it('stands in the way of no deed where it stands before it', () => {
  const of = (before: Hit | undefined) =>
    verdictOf({
      wouldFire: [{ at: { rule, version: 1 }, hit: hitOf(1, 6), before }],
      undecided: [],
      obstacles: [],
    } as never);
  expect([of(hitOf(1)), of(undefined)]).toEqual(['GREEN', 'RED']);
});
