import { ERRORS, type ErrorCode } from '../../schema/errors.ts';

/** Exit codes of the command-line program; `README.md` lists them. */
export const EXIT = {
  ok: 0,
  /** Something failed that is not the user's doing. */
  failed: 1,
  /** The words of the command are wrong. */
  usage: 2,
  /** Some of the input, or a file as a whole, was refused. */
  rejected: 3,
  /** The surroundings do not allow it: port taken, disk full, data directory held or broken, old Node. */
  environment: 4,
} as const;

/** Codes about the words of a command: what they name is not there, or cannot be meant. */
const USAGE_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'COMMAND_UNKNOWN',
  'COMPARED_INSTITUTION_UNKNOWN',
  'DEMO_MANIFEST_NOT_WRITABLE',
  'DEMO_OPTION_INVALID',
  'DEPARTMENT_UNKNOWN',
  'FILE_NOT_FOUND',
  'IMPORT_TABLE_UNKNOWN',
  'MAPPING_UNREADABLE',
  'PURPOSE_MALFORMED',
  'REJECTED_FILE_IS_SOURCE',
  'RULE_RUN_UNKNOWN',
  'RULE_SUBJECT_INVALID',
  'RULE_SUBJECT_UNKNOWN',
  'RULE_UNKNOWN',
  'RUN_INSTITUTION_UNKNOWN',
  'STRESS_RULE_UNPLANTED',
  'TABLE_KIND_UNKNOWN',
  'SHEET_UNKNOWN',
]);

/** Codes about neither the user's input nor the surroundings. */
const FAILED_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'COMPOSITION_FAILED',
  'IDENTITY_NUMBER_UNREADABLE',
  'IMPORT_STOPPED',
  'INTERNAL',
  'RULES_DO_NOT_FIT',
  'SCHEMA_CHANGE_BREAKS',
]);

const BAD_REQUEST = 400;

/** Exit code of a command that ends with a coded error: what a server would answer with 400 is the input's doing. */
export const exitOf = (code: ErrorCode): number => {
  if (USAGE_CODES.has(code)) return EXIT.usage;
  if (FAILED_CODES.has(code)) return EXIT.failed;
  return ERRORS[code].http === BAD_REQUEST ? EXIT.rejected : EXIT.environment;
};
