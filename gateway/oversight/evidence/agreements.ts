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

/** Agreements are read again after so long: evidence names those that held when the facts were read. */
const KEPT_MS = 60_000;

interface Kept {
  readonly until: number;
  /** Null where the owner did not answer. */
  readonly granted: Promise<z.infer<typeof Agreements> | null>;
}

/** Reads the agreements with owners, the others' data of a rule among theirs. */
export type ReadAgreements = (owners: readonly string[]) => Promise<AgreementsOf>;

/**
 * Agreements under which standing rules are answered today, as their owners tell the office. What an owner answered is
 * kept for a minute. What it did not answer is not kept, so that the next evidence asks it again; until then its
 * agreements are unknown, which is not the same as none.
 */
export const agreementsBy = (request: Request, today: () => string): ReadAgreements => {
  const known = new Map<DepartmentName, Kept>();

  const grantedBy = (owner: DepartmentName): Kept['granted'] => {
    const now = Date.now();
    const before = known.get(owner);
    if (before !== undefined && now <= before.until) return before.granted;
    const asked: Kept = {
      until: now + KEPT_MS,
      granted: request(textOf(owner), {}).then(
        (answer) => Page.parse(answer).page.nodes,
        () => {
          if (known.get(owner) === asked) known.delete(owner);
          return null;
        },
      ),
    };
    known.set(owner, asked);
    return asked.granted;
  };

  return async (owners) => {
    const asked = OTHERS.filter((name) => owners.includes(name));
    const granted = new Map<string, Awaited<Kept['granted']>>(
      await Promise.all(asked.map(async (owner) => [owner, await grantedBy(owner)] as const)),
    );
    const day = today();
    return (owner, coordinates) => {
      const agreed = granted.get(owner);
      if (agreed === null) return null;
      return (agreed ?? [])
        .filter(
          ({ purposeKinds, validFrom, validTo, coordinates: patterns }) =>
            purposeKinds.includes('STANDING_RULE') &&
            validFrom <= day &&
            (validTo === null || day < validTo) &&
            [...coordinates].some((coordinate) => namesCoordinate(patterns, coordinate)),
        )
        .map(({ documentNumber }) => documentNumber)
        .sort();
    };
  };
};
