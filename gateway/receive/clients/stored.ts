import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { CodedError } from '../../../schema/errors.ts';
import type { Viewer } from '../../../schema/sharing.ts';
import { askedBy, type Asked } from './asked.ts';
import type { Manifests } from './folder.ts';
import { introspects } from './introspection.ts';
import {
  documentId,
  indexed,
  isDocumentId,
  type Mode,
  type Stored,
  type StoredOperation,
} from './manifest.ts';

/** A document that a client asked and that is not stored for it. */
export interface Unstored {
  readonly client: string;
  /** SHA-256 of the document, as its id would be. */
  readonly hash: string;
  readonly mode: Mode;
}

export interface StoredOptions {
  readonly manifests: Pick<Manifests, 'of'>;
  /** Documents that every client may ask. */
  readonly defaults: readonly StoredOperation[];
  /** Whose request a response answers. */
  readonly viewerOf: (response: ServerResponse) => Viewer;
  readonly onUnstored: (unstored: Unstored) => void;
}

/** A client as one request meets it. */
interface Client {
  readonly id: string;
  /** How documents that are not stored are taken; undefined where they are free. */
  readonly mode: Mode | undefined;
  readonly own: Stored | undefined;
}

/** Persons ask freely, unless the file of the client that they use says otherwise. */
const clientOf = ({ kind, clientId }: Viewer, own: Stored | undefined): Client => ({
  id: clientId,
  mode: own?.mode ?? (kind === 'system' ? 'report' : undefined),
  own,
});

/**
 * Answers requests that name a stored document by its id, and looks at what machine clients ask. A document that is
 * not stored is told of (`report`) or refused (`enforce`); an id that is not stored is refused. Apollo's clients expect
 * to be asked for the text then: where nothing is enforced, Apollo Server does that.
 * Costs a look into a map: a text is hashed only where it is not stored.
 */
export const useStoredOperations = ({
  manifests,
  defaults,
  viewerOf,
  onUnstored,
}: StoredOptions): RequestHandler => {
  const common = indexed({ operations: defaults });

  /** Puts the document in the place of its id; why the request is refused, if it is. */
  const takeId = (id: string, { apollo, fill }: Asked, client: Client): CodedError | undefined => {
    const found = client.own?.byId.get(id) ?? common.byId.get(id);
    if (found !== undefined) fill(found.body);
    else if (!apollo || client.mode === 'enforce')
      return new CodedError('OPERATION_UNKNOWN', { client: client.id });
    else if (client.mode !== undefined && isDocumentId(id))
      onUnstored({ client: client.id, hash: id, mode: client.mode });
    return undefined;
  };

  const takeText = (text: string, { id, mode, own }: Client): CodedError | undefined => {
    if (mode === undefined || common.hasText(text) || own?.hasText(text) === true) return undefined;
    const hash = documentId(text);
    onUnstored({ client: id, hash, mode });
    if (mode !== 'enforce') return undefined;
    return introspects(text)
      ? new CodedError('INTROSPECTION_REFUSED', { client: id })
      : new CodedError('OPERATION_NOT_STORED', { client: id, hash });
  };

  return (request, response, next) => {
    const viewer = viewerOf(response);
    const client = clientOf(viewer, manifests.of(viewer.clientId));
    const asked = askedBy(request);
    if (asked.text !== undefined) next(takeText(asked.text, client));
    else next(asked.id === undefined ? undefined : takeId(asked.id, asked, client));
  };
};
