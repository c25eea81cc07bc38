/** Why the sources cannot be run, in both languages, with the exit code that tells it: see `exit.ts`. */
export class Fault extends Error {
  constructor(exitCode, english, chinese, cause) {
    super(`${english}\n${chinese}`, { cause });
    this.exitCode = exitCode;
  }
}

/** The code of an error of the system, or else its words. */
export const reasonOf = (error) => (error instanceof Error ? (error.code ?? error.message) : String(error));
