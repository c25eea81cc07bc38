// The agreements of a department through the graph.
import type { DepartmentName } from '../../../schema/departments.ts';
import { CodedError } from '../../../schema/errors.ts';
import { asOwnedBy } from '../../../schema/sdl.ts';
import type { Asker } from '../../../schema/sharing.ts';
import type { PageArguments } from '../database/pages.ts';
import { connection } from '../graph/connection.ts';
import type { ContextParts } from '../graph/context.ts';
import { reading, root } from '../graph/fields.ts';
import type { IResolvers } from '../graph/resolvers.ts';
import type { Agreement, AgreementAction, AgreementState } from './agreement.ts';
import { givenText, givenTextIfAny, isRowNumber } from './given.ts';
import { termsOf, type Offer, type RequestInput } from './request.ts';
import { isStaffOf, requireDecider, requireStaff } from './rights.ts';
import { agreementPage, insertRequest, partiesOf, updateDecided } from './store.ts';

type Context = Pick<ContextParts, 'db' | 'asker' | 'write' | 'today'>;

interface DecisionArguments {
  readonly id: string;
  readonly version: number;
  readonly decision: AgreementAction;
  readonly reason?: string | null;
  readonly documentNumber?: string | null;
}

/** The parties whose agreements somebody sees; undefined for all of them, as the owner's own staff. */
const partiesSeen = (owner: DepartmentName, asker: Asker | undefined): string[] | undefined => {
  if (asker === undefined || isStaffOf(owner, asker.viewer)) return undefined;
  const parties = partiesOf(asker.viewer);
  // Somebody who can be no party is told so, not given an empty list.
  if (parties.length === 0) requireStaff(owner, asker.viewer);
  return parties;
};

const request = (
  offer: Offer,
  { input }: { readonly input: RequestInput },
  { asker, write, today }: Context,
): Promise<Agreement> => {
  const viewer = asker === undefined ? requireStaff(offer.owner, undefined) : asker.viewer;
  const terms = termsOf(input, offer, viewer);
  const documentNumber = givenText('documentNumber', input.documentNumber);
  return write((db) => insertRequest(db, { terms, documentNumber, viewer, today }));
};

const decide = (
  owner: DepartmentName,
  args: DecisionArguments,
  { asker, write }: Context,
): Promise<Agreement> => {
  const viewer = requireDecider(owner, asker?.viewer);
  const { id, version, decision: action } = args;
  if (!isRowNumber(id)) throw new CodedError('AGREEMENT_UNKNOWN', { owner });
  const reason = givenTextIfAny('reason', args.reason);
  const documentNumber = givenTextIfAny('documentNumber', args.documentNumber);
  return write((db) => updateDecided(db, { owner, id, version, action, reason, documentNumber, viewer }));
};

type ListArguments = PageArguments & { readonly state?: AgreementState | null };

/** Resolvers of `schema/owner/sharing.graphql` for a department. */
export const sharingResolvers = (offer: Offer): IResolvers => {
  const { owner } = offer;
  return {
    Query: {
      [asOwnedBy(owner, 'agreementsOfOwner')]: root((args: ListArguments, { db, asker }: Context, asked) =>
        agreementPage(db, { ...args, parties: partiesSeen(owner, asker) }, asked),
      ),
    },
    Mutation: {
      [asOwnedBy(owner, 'requestAgreementOfOwner')]: async (
        _: unknown,
        args: { readonly input: RequestInput },
        context: Context,
      ) => request(offer, args, context),
      [asOwnedBy(owner, 'decideAgreementOfOwner')]: async (
        _: unknown,
        args: DecisionArguments,
        context: Context,
      ) => decide(owner, args, context),
    },
    Agreement: {
      consumer: reading(['consumerKind', 'consumerName'], ({ consumerKind, consumerName }: Agreement) => ({
        kind: consumerKind,
        name: consumerName,
      })),
    },
    AgreementConnection: connection<Agreement>(),
  };
};
