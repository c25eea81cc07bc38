import type { RequestHandler } from 'express';
import { traceRequests } from '../trace.ts';
import { refuseAbyss } from '../limits/text.ts';
import { chooseAnswerType } from './answer-type.ts';
import { readBody } from './body.ts';
import { refuseOtherMethods } from './methods.ts';
import { refuseRepeatedHeaders } from './repeated.ts';
import { refuseForeignSites } from './sites.ts';

/** What a request goes through on its way to Apollo Server, in this order: who sends it is known before its body is read. */
export const receiveRequests = (identify: readonly RequestHandler[]) => [
  traceRequests,
  chooseAnswerType,
  refuseOtherMethods,
  refuseRepeatedHeaders,
  refuseForeignSites,
  ...identify,
  ...readBody,
  refuseAbyss,
];
