import { z } from 'zod';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../../schema/departments.ts';
import { asOwnedBy } from '../../../schema/sdl.ts';
import { namesCoordinate } from '../../../schema/sharing.ts';
import type { Request } from '../graph.ts';
import type { AgreementsOf } from './evidence.ts';

const Agreements = z.array(
  z.object({
    documentNumber: z.string(),
    coordinates: z.array(z.string()),
    purposeKinds: z.array(z.string()),
    validFrom: z.string(),
    validTo: z.string().nullable(),
  }),
);

/** The office's own data needs no agreement. */
const OTHERS = DEPARTMENT_NAMES.filter((name) => name !== 'establishment');

const textOf = (owner: DepartmentName): string =>
  `query Agreements { page: ${asOwnedBy(owner, 'agreementsOfOwner')}(state: GRANTED, first: 1000) {
    nodes { documentNumber coordinates purposeKinds validFrom validTo } } }`;

const Page = z.object({ page: z.object({ nodes: Agreements }) });

/**
 * Agreements under which standing rules are answered on a day, as their owners tell the office. An owner that is away
 * is left out: what it does not answer is in no evidence either.
 */
export const readAgreements = async (request: Request, today: string): Promise<AgreementsOf> => {
  const granted = new Map(
    await Promise.all(
      OTHERS.map(async (owner) => {
        const page = await request(textOf(owner), {}).then(Page.parse, () => ({ page: { nodes: [] } }));
        return [owner as string, page.page.nodes] as const;
      }),
    ),
  );
  return (owner, coordinates) =>
    (granted.get(owner) ?? [])
      .filter(
        ({ purposeKinds, validFrom, validTo, coordinates: patterns }) =>
          purposeKinds.includes('STANDING_RULE') &&
          validFrom <= today &&
          (validTo === null || today < validTo) &&
          [...coordinates].some((coordinate) => namesCoordinate(patterns, coordinate)),
      )
      .map(({ documentNumber }) => documentNumber)
      .sort();
};
