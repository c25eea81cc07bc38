import { ServerResponse } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import { keepTrace } from '../trace.ts';

/** Goes through one handler; rejects with what it refuses the request with. */
const pass = (handler: RequestHandler, request: Request, response: Response): Promise<void> =>
  new Promise((resolve, reject) => {
    const next = (error?: unknown): void => {
      if (error === undefined) resolve();
      else reject(error as Error);
    };
    Promise.resolve(handler(request, response, next)).catch(reject);
  });

/**
 * Sends a request through the handlers that let it in once more: its token may have run out meanwhile, its task have
 * ended, and it counts as one more. What they know of it is kept by the response, so it gets one that nobody is sent.
 */
export const letInAgain =
  (handlers: readonly RequestHandler[]) =>
  async (request: Request, before: Response): Promise<Response> => {
    const response = new ServerResponse(request) as Response;
    keepTrace(before, response);
    for (const handler of handlers) await pass(handler, request, response);
    return response;
  };
