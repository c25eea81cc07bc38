import { refuseAbyss } from '../limits/text.ts';
import { chooseAnswerType } from './answer-type.ts';
import { readBody } from './body.ts';
import { refuseOtherMethods } from './methods.ts';
import { refuseForeignSites } from './sites.ts';

/** What a request goes through on its way to Apollo Server, in this order. */
export const receiveRequests = [
  chooseAnswerType,
  refuseOtherMethods,
  refuseForeignSites,
  ...readBody,
  refuseAbyss,
];
