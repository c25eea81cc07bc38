import type { InstitutionReference, PersonReference } from './context.ts';
import { reading } from './fields.ts';

/** Field resolver: the person that a row is about. */
export const person = reading(['pid'], ({ pid }: PersonReference): PersonReference => ({ pid }));

/** Field resolver: the institution that a row is about. */
export const institution = reading(
  ['institutionCode'],
  ({ institutionCode }: { readonly institutionCode: string }): InstitutionReference => ({
    code: institutionCode,
  }),
);

/** The same for a row that may be about no institution in particular. */
export const institutionIfAny = reading(
  ['institutionCode'],
  ({ institutionCode }: { readonly institutionCode: string | null }): InstitutionReference | null =>
    institutionCode === null ? null : { code: institutionCode },
);

/** Reference resolver: the person that another department mentions is only a key here. */
export const personStub = ({ pid }: PersonReference): PersonReference => ({ pid });

/** Reference resolver: the institution that another department mentions is only a key here. */
export const institutionStub = ({ code }: InstitutionReference): InstitutionReference => ({ code });
