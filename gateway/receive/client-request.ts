import type { ServerResponse } from 'node:http';
import type { ClientRequest } from '../fetch/owners/client-request.ts';

/** What is known of a client's request while it is answered. It ends when the client hangs up. */
export const clientRequest = (response: ServerResponse): ClientRequest => {
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  return { viewer: 'anonymous', signal: controller.signal };
};
