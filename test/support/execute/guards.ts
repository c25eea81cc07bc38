// Guards for tests: from a seed, or as a test writes them.
import { REFUSAL_REASONS } from '../../../schema/sharing.ts';
import type { Decision, Guard } from '../../../subgraphs/kit/sharing/guard.ts';

export const SERVED: Decision = { kind: 'SERVED' };

/** A guard that serves all fields but those with decisions of their own. */
export const writtenGuard = (decisions: Readonly<Record<string, Decision>>): Guard => ({
  key: JSON.stringify(decisions),
  decide: (coordinate) => decisions[coordinate] ?? SERVED,
});

const hash = (text: string): number => {
  let value = 7;
  for (const character of text) value = (Math.imul(value, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  return value ^ (value >>> 11);
};

/** Of how many fields one is refused, and one is scoped. */
const ONE_OF = 8;

/** A guard that decides by chance: most fields are served, others for some of the institutions, or not at all. */
export const rolledGuard = (seed: number, institutions: readonly string[]): Guard => ({
  key: `rolled ${seed}`,
  decide: (coordinate) => {
    const roll = hash(`${coordinate} ${seed}`);
    if (roll % ONE_OF === 0) {
      const reason = REFUSAL_REASONS[(roll >>> 4) % REFUSAL_REASONS.length];
      return { kind: 'REFUSED', reason: reason ?? 'WITHHELD' };
    }
    if (roll % ONE_OF !== 1) return SERVED;
    return {
      kind: 'SCOPED',
      institutions: institutions.filter((code) => hash(`${code} ${roll % 5}`) % 2 === 0),
    };
  },
});
