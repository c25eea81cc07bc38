import { PARTNER } from './clients.ts';
import { isPersonName, PEOPLE, type DemoPerson } from './people.ts';

/** What the demo issuer says about somebody beside the registered claims. */
export interface DemoClaims {
  readonly roles: readonly string[];
  readonly department?: string;
  readonly units: readonly string[];
}

const claimsOfPerson = ({ role, department, units = [] }: DemoPerson): DemoClaims => ({
  roles: [role],
  units,
  ...(department === undefined ? {} : { department }),
});

/** The claims of a person or, for its own tokens, of the partner's system; undefined for who is not known. */
export const claimsOf = (subject: string): DemoClaims | undefined => {
  if (subject === PARTNER) return { roles: [], department: 'organization', units: [] };
  return isPersonName(subject) ? claimsOfPerson(PEOPLE[subject]) : undefined;
};
