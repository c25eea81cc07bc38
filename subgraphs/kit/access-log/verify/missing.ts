// Places of which no record has come so far: what comes late was moved, what never comes was deleted.

interface Gap {
  readonly from: number;
  readonly to: number;
}

export interface Missing {
  readonly add: (from: number, to: number) => void;
  /** True for a place that was missing until now. */
  readonly found: (place: number) => boolean;
  /** The first places of what is still missing. */
  readonly gaps: () => readonly number[];
}

const without = ({ from, to }: Gap, place: number): Gap[] =>
  [
    { from, to: place - 1 },
    { from: place + 1, to },
  ].filter((gap) => gap.from <= gap.to);

/** Missing places as stretches: a million deleted records are one. */
export const missingPlaces = (): Missing => {
  let gaps: Gap[] = [];
  const holds = (gap: Gap, place: number): boolean => gap.from <= place && place <= gap.to;
  return {
    add: (from, to) => {
      if (from <= to) gaps.push({ from, to });
    },
    found: (place) => {
      if (!gaps.some((gap) => holds(gap, place))) return false;
      gaps = gaps.flatMap((gap) => (holds(gap, place) ? without(gap, place) : [gap]));
      return true;
    },
    gaps: () => gaps.map(({ from }) => from),
  };
};
