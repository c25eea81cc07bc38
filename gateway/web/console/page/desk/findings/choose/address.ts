// What is chosen, as the address has it behind `#findings/`: `R12?state=UNKNOWN&undecidedBy=hr`.
import { DEPARTMENT_NAMES } from '../../../../../../../schema/departments.ts';
import { STATES } from '../findings.ts';
import type { Wanted } from '../findings.ts';

/** Who may leave a finding undecided: an owner that does not answer, or the rule itself. */
export const UNDECIDED_BY: readonly string[] = [...DEPARTMENT_NAMES, 'rule'];

const SEVERITIES: readonly string[] = ['RED', 'AMBER'];

/** The state that is looked at where the address names none. */
const FIRST_STATE = 'SUSPECTED';

const among = (known: readonly string[], said: string | null): string | undefined =>
  said !== null && (said === '' || known.includes(said)) ? said : undefined;

/** What an address chooses; what it names and nobody knows is not chosen. */
export const wantedIn = (at: string): Wanted => {
  const [ruleId = '', rest = ''] = at.split('?', 2);
  const said = new URLSearchParams(rest);
  return {
    ruleId,
    state: among(STATES, said.get('state')) ?? FIRST_STATE,
    severity: among(SEVERITIES, said.get('severity')) ?? '',
    institutionCode: said.get('institutionCode') ?? '',
    subject: said.get('subject') ?? '',
    undecidedBy: among(UNDECIDED_BY, said.get('undecidedBy')) ?? '',
  };
};

/** The address of what is chosen: what goes without saying is left out. */
export const addressFor = ({ ruleId, ...others }: Wanted): string => {
  const said = Object.entries(others).filter(([name, value]) =>
    name === 'state' ? value !== FIRST_STATE : value !== '',
  );
  return said.length === 0 ? ruleId : `${ruleId}?${new URLSearchParams(said).toString()}`;
};
