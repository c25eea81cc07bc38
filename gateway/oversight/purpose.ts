import type { Purpose } from '../../schema/sharing.ts';

/** What others' data is read for: the whole district, by a rule or whatever serves the rules. */
export const purposeOf = (id: string): Purpose => ({
  id: `rule/${id}`,
  kind: 'STANDING_RULE',
  documentNumber: id,
  department: 'establishment',
  units: null,
});
