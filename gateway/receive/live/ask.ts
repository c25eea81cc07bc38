import { HeaderMap, type ApolloServer } from '@apollo/server';
import type { Request } from 'express';
import { CodedError } from '../../../schema/errors.ts';
import { openRequest, type ReceivedRequest } from '../client-request.ts';
import type { Identified } from '../asker.ts';
import type { Response } from 'express';

/** Apollo Server knows no events: each answer is a whole one to it. */
const headersOf = ({ headers }: Request): HeaderMap => {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) map.set(name, String(value));
  return map.set('accept', 'application/json');
};

const searchOf = ({ url }: Request): string => (url.includes('?') ? url.slice(url.indexOf('?')) : '');

export interface AskOptions {
  readonly apollo: ApolloServer<ReceivedRequest>;
  /** Who sends what is answered by a response; undefined where nobody is identified. */
  readonly identifiedBy: (response: Response) => Identified | undefined;
  /** Longest time for one answer in seconds; that of other requests where left out. */
  readonly deadlineSeconds?: number | undefined;
}

/** Has a request that was let in answered as any other; gives the text of the answer. It ends when the signal says so. */
export const askOnce =
  ({ apollo, identifiedBy, deadlineSeconds }: AskOptions) =>
  async (
    request: Request,
    letIn: Response,
    signal: AbortSignal,
    onLive: ReceivedRequest['onLive'] & {},
  ): Promise<string> => {
    const { request: received, end } = openRequest(letIn, identifiedBy(letIn), deadlineSeconds);
    const leave = (): void => end(new CodedError('CLIENT_GONE'));
    signal.addEventListener('abort', leave);
    try {
      const { body } = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: request.method,
          headers: headersOf(request),
          search: searchOf(request),
          body: request.body as unknown,
        },
        context: async () => ({ ...received, onLive }),
      });
      if (body.kind !== 'complete') throw new Error('an answer in parts was not asked for');
      return body.string;
    } finally {
      signal.removeEventListener('abort', leave);
      end();
    }
  };
