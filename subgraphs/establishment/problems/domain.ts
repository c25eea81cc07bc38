import type { ProblemState } from '../generated.ts';

/** States in which a problem counts as put right. */
const CLOSED: ReadonlySet<ProblemState> = new Set<ProblemState>(['CLOSED', 'CONSOLIDATED']);

/** True where a problem in this state is still to be put right. */
export const isOpen = (state: ProblemState): boolean => !CLOSED.has(state);
