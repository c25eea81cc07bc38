import { CodedError, type ErrorCode } from '../../../../schema/errors.ts';
import type { FetchOperation } from '../owner.ts';

/**
 * Why a remote owner gave no answer:
 * `unconnected` no connection, or it broke before the answer began; `cut-off` it broke inside the answer;
 * `late` no answer in time; `down` a balancer or the server says that nobody answers; `garbage` not an answer to
 * what was asked; `resting` not asked, since it has not answered others.
 */
export type FaultKind = 'unconnected' | 'cut-off' | 'late' | 'down' | 'garbage' | 'resting';

const CODES: Readonly<Record<FaultKind, ErrorCode>> = {
  unconnected: 'SUBGRAPH_UNAVAILABLE',
  'cut-off': 'SUBGRAPH_UNAVAILABLE',
  late: 'SUBGRAPH_UNAVAILABLE',
  down: 'SUBGRAPH_UNAVAILABLE',
  garbage: 'ANSWER_INVALID',
  resting: 'SUBGRAPH_UNAVAILABLE',
};

/** A remote owner gave no answer. Its message is for the log; clients get the coded error. */
export class OwnerFault extends Error {
  override readonly name = 'OwnerFault';
  readonly kind: FaultKind;

  constructor(kind: FaultKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** How a fault reaches clients: coded, with the owner. */
export const codedFault = (owner: string, fault: OwnerFault, asked: FetchOperation['kind']): CodedError =>
  new CodedError(CODES[fault.kind], { owner }, { cause: fault, isCommand: asked === 'mutation' });
