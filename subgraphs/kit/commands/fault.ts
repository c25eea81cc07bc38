import { CodedError, type ErrorCode, type ErrorDetails } from '../../../schema/errors.ts';

/** A place in a command's arguments, e.g. `['input', 'payments', 3, 'gross']`. */
export type Path = readonly (string | number)[];

/** Something in a command's arguments that cannot be taken. The value is not repeated: it may be an identity number. */
export interface CommandFault {
  readonly path: Path;
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
}

/** The refusal of a command, with everything that is wrong with it. */
class InvalidCommand extends CodedError {
  override readonly extensions: Readonly<Record<string, unknown>>;

  constructor(faults: readonly CommandFault[]) {
    super('COMMAND_INVALID', { count: faults.length });
    this.extensions = {
      count: faults.length,
      code: this.code,
      zh: this.zh,
      faults: faults.map(({ path, code, details }) => {
        const { message, zh } = new CodedError(code, details);
        return { path, code, message, zh };
      }),
    };
  }
}

const signature = ({ path, code }: CommandFault): string => JSON.stringify([path, code]);

/** What was given once for many rows is told once. */
const onceEach = (faults: readonly CommandFault[]): readonly CommandFault[] => [
  ...new Map(faults.map((fault) => [signature(fault), fault])).values(),
];

/** Refuses a command with all its faults; one whose only fault is that the fact is known already says just that. */
export const refuseFaults = (found: readonly CommandFault[]): void => {
  const faults = onceEach(found);
  const [first] = faults;
  if (first === undefined) return;
  if (faults.length === 1 && first.code === 'FACT_KNOWN' && first.path.length === 1)
    throw new CodedError('FACT_KNOWN', first.details);
  throw new InvalidCommand(faults);
};
