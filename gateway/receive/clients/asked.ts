import type { Request } from 'express';

/** What a request asks: its document, or only the id of one. */
export interface Asked {
  readonly text: string | undefined;
  /** SHA-256 that the request names instead of a text, or beside it. */
  readonly id: string | undefined;
  /** True for Apollo's way, whose clients send the text once the id is unknown. */
  readonly apollo: boolean;
  /** The request, brought into the form of one that sends this document. */
  readonly fill: (text: string) => void;
}

const valueOf = (from: unknown, name: string): unknown =>
  typeof from === 'object' && from !== null ? Reflect.get(from, name) : undefined;

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Ids of documents have a prefix that says how they were made. Source: GraphQL over HTTP, appendix Persisted Documents. */
const PREFIX = 'sha256:';

/** An id of another kind is none that is stored: it stays as it is, and is found nowhere. */
const bareId = (id: string): string => (id.startsWith(PREFIX) ? id.slice(PREFIX.length) : `other ${id}`);

const idsOf = (documentId: unknown, extensions: unknown): Pick<Asked, 'id' | 'apollo'> => {
  if (typeof documentId === 'string') return { id: bareId(documentId), apollo: false };
  const hash = textOf(valueOf(valueOf(extensions, 'persistedQuery'), 'sha256Hash'));
  return { id: hash, apollo: hash !== undefined };
};

const jsonOf = (text: string | null): unknown => {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    // Apollo Server refuses it.
    return undefined;
  }
};

/** Parameters of an address, read as Apollo Server reads them. */
const searchOf = (url: string): URLSearchParams => {
  const start = url.indexOf('?');
  return new URLSearchParams(start === -1 ? '' : url.slice(start));
};

const askedByGet = (request: Request): Asked => {
  const search = searchOf(request.url);
  return {
    text: search.get('query') ?? undefined,
    ...idsOf(search.get('documentId'), jsonOf(search.get('extensions'))),
    fill: (text) => {
      search.set('query', text);
      request.url = `/?${search.toString()}`;
    },
  };
};

const askedByPost = (request: Request): Asked => {
  const body: unknown = request.body;
  return {
    text: textOf(valueOf(body, 'query')),
    ...idsOf(valueOf(body, 'documentId'), valueOf(body, 'extensions')),
    fill: (text) => {
      request.body = { ...Object(body), query: text };
    },
  };
};

/** What a request asks, whether it is sent by GET or by POST. */
export const askedBy = (request: Request): Asked =>
  request.method === 'GET' ? askedByGet(request) : askedByPost(request);
