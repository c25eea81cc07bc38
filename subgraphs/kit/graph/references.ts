import type { InstitutionReference, PersonReference } from './context.ts';

/** Field resolver: the person that a row is about. */
export const person = ({ pid }: { readonly pid: string }): PersonReference => ({ pid });

/** Field resolver: the institution that a row is about. */
export const institution = ({
  institutionCode,
}: {
  readonly institutionCode: string;
}): InstitutionReference => ({ code: institutionCode });
