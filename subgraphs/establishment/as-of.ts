import { covers, type AskedColumns } from '../kit/database/columns-asked.ts';
import { batch, inGroups } from '../kit/graph/fields.ts';
import type { EstablishmentContext } from './context.ts';
import type { Institution } from './register/entities.ts';

/** An institution in a request: its code, the day it is read as of, and what has been read of its row. */
export type InstitutionAsOf = Partial<Institution> & {
  readonly code: string;
  readonly asOf?: string | null | undefined;
};

/** An institution as somebody mentions it. */
export type Mentioned = Pick<InstitutionAsOf, 'code' | 'asOf'>;

const CODE = new Set(['code']);

/** Institutions by their codes, each as of its day; their rows are read where more than the code is asked for. */
export const institutionsOf = async (
  mentioned: readonly Mentioned[],
  { loaders, today }: EstablishmentContext,
  asked: AskedColumns,
): Promise<InstitutionAsOf[]> => {
  if (covers(CODE, asked)) return mentioned.map(({ code, asOf }) => ({ code, asOf }));
  return inGroups(
    mentioned,
    ({ asOf }) => asOf ?? today,
    async (date, group) => {
      const codes = group.map(({ code }) => code);
      const rows = await loaders.institution.loadMany(codes, { asOf: date }, asked);
      return group.map(({ code, asOf }, index) => ({ ...rows[index], code, asOf }));
    },
  );
};

/** The institution that a row of the establishment office is about. */
export const institution = batch(
  ['institutionCode'],
  (rows: readonly { readonly institutionCode: string }[], _: unknown, context: EstablishmentContext, asked) =>
    institutionsOf(
      rows.map(({ institutionCode: code }) => ({ code })),
      context,
      asked,
    ),
);

interface Day {
  readonly asOf?: string | null;
}

/** What is answered about the institutions of one day. */
type OfDay<Args, Value> = (
  codes: readonly string[],
  args: Args & { readonly asOf: string },
  context: EstablishmentContext,
  asked: AskedColumns,
) => Promise<readonly Value[]>;

/** A field of institutions, each read as of its own day: the one asked for, else that of the institution, else today. */
export const ofItsDay = <Args, Value>(answer: OfDay<Args, Value>) =>
  batch(
    ['code'],
    (institutions: readonly Mentioned[], args: Args & Day, context: EstablishmentContext, asked) =>
      inGroups(
        institutions,
        ({ asOf }) => args.asOf ?? asOf ?? context.today,
        (asOf, group) =>
          answer(
            group.map(({ code }) => code),
            { ...args, asOf },
            context,
            asked,
          ),
      ),
  );
