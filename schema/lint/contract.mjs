import { bilingual } from './bilingual.mjs';
import { classified } from './classified.mjs';
import { refusable } from './refusable.mjs';

/** The rules of our own that a contract must keep. */
export const contract = { rules: { bilingual, classified, refusable } };
