// Peers cannot sign for whom they ask. The departments believe a header of theirs, and then decide and record as for ours.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { keepAsker } from '../../../../subgraphs/kit/door/asker.ts';
import { openDoor, type Door } from '../../../../subgraphs/kit/door/door.ts';
import { ASSERTION_HEADER } from '../../../../schema/door.ts';
import type { Asker } from '../../../../schema/sharing.ts';
import type { OnBehalf } from '../../load/on-behalf.ts';
import { TOLD_ASKER } from '../asker.ts';

/** The header, which the peers' gateways hand on from the client. */
export const ASKER_HEADER = 'x-bench-asker';

/** Another name than the load on ours has, so that the records of ours are counted by themselves. */
const SUBJECT = 'asker of a peer';

/** The asker of the linked query, for a peer: what ours find out from a token and a registered task, the header says. */
export const vouchedAsker = (): OnBehalf => {
  const asker: Asker = { ...TOLD_ASKER, viewer: { ...TOLD_ASKER.viewer, subject: SUBJECT } };
  const header = Buffer.from(JSON.stringify(asker)).toString('base64url');
  return { headers: async () => ({ [ASKER_HEADER]: header }), answered: () => undefined };
};

const isSigned = ({ headers }: IncomingMessage): boolean => headers[ASSERTION_HEADER] !== undefined;

/** Lets in who has the header as the asker that it names, and who has none as nobody. Checks nothing, in the peers' favour. */
const enterUnsigned: RequestHandler = ({ headers }, response, next) => {
  const header = headers[ASKER_HEADER];
  if (typeof header === 'string') {
    const named = JSON.parse(Buffer.from(header, 'base64url').toString()) as Asker;
    keepAsker(response, { ...named, trace: randomUUID() });
  }
  next();
};

/** The door of a department that answers everybody's gateway: what is signed goes through the product's own. */
export const doorForAll = (own: Door): Door => {
  const doorOf = (request: IncomingMessage): Door => (isSigned(request) ? own : openDoor);
  return {
    enter: (request, ...rest) => (isSigned(request) ? own.enter : enterUnsigned)(request, ...rest),
    verify: (request, ...rest) => doorOf(request).verify(request, ...rest),
    inside: (request, ...rest) => doorOf(request).inside(request, ...rest),
  };
};
