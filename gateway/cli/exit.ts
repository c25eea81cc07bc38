/** Exit codes of the command-line program; `README.md` lists them. */
export const EXIT = {
  ok: 0,
  /** Something failed that is not the user's doing. */
  failed: 1,
  /** The words of the command are wrong. */
  usage: 2,
  /** The command ran, and some of the input was refused. */
  rejected: 3,
  /** The surroundings do not allow it: port taken, disk full, data directory held or broken, old Node. */
  environment: 4,
} as const;
