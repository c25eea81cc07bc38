import { R15, R21 } from './counts.ts';
import { R03, R23, R24 } from './entries.ts';
import { R04, R05, R06, R29 } from './leaders.ts';
import { R12, R13, R14 } from './leaving.ts';
import type { Oracle } from './oracle.ts';
import { R08, R25, R28, R30 } from './papers.ts';
import { R16, R17 } from './pay.ts';
import { R01, R02, R19, R20 } from './quota.ts';
import { R07, R22, R27 } from './units.ts';
import { R09, R10, R11, R18, R26 } from './work.ts';

/** Every rule that the base facts can show. */
export const ORACLES: readonly Oracle[] = [
  R01,
  R02,
  R03,
  R04,
  R05,
  R06,
  R07,
  R08,
  R09,
  R10,
  R11,
  R12,
  R13,
  R14,
  R15,
  R16,
  R17,
  R18,
  R19,
  R20,
  R21,
  R22,
  R23,
  R24,
  R25,
  R26,
  R27,
  R28,
  R29,
  R30,
];
