// Findings are chosen by the address of their page.
import fc from 'fast-check';
import { DEPARTMENT_NAMES } from '../../../schema/departments.ts';
import { addressFor, wantedIn } from '../../../gateway/web/console/page/desk/findings/choose/address.ts';
import { STATES } from '../../../gateway/web/console/page/desk/findings/findings.ts';

const ALL = {
  ruleId: '',
  state: 'SUSPECTED',
  severity: '',
  institutionCode: '',
  subject: '',
  undecidedBy: '',
};

it.each([
  ['', ALL],
  ['R12', { ...ALL, ruleId: 'R12' }],
  ['R12?state=', { ...ALL, ruleId: 'R12', state: '' }],
  ['?undecidedBy=hr&state=UNKNOWN', { ...ALL, state: 'UNKNOWN', undecidedBy: 'hr' }],
  ['R12?state=NONE&severity=BLUE&undecidedBy=nobody&else=1', { ...ALL, ruleId: 'R12' }],
])('reads %j', (at, wanted) => {
  expect(wantedIn(at)).toEqual(wanted);
});

it('comes back as it was written, and a slash in it leads nowhere else', () => {
  const oneOf = (values: readonly string[]) => fc.constantFrom('', ...values);
  const key = fc.string({ unit: 'grapheme', maxLength: 20 });
  const wanted = fc.record({
    ruleId: oneOf(['R12', 'X-1']),
    state: oneOf(STATES),
    severity: oneOf(['RED', 'AMBER']),
    institutionCode: key,
    subject: key,
    undecidedBy: oneOf([...DEPARTMENT_NAMES, 'rule']),
  });
  fc.assert(
    fc.property(wanted, (one) => {
      const address = addressFor(one);
      expect(address).not.toContain('/');
      expect(wantedIn(address)).toEqual(one);
    }),
  );
});
