/** From one day until before another. Days compare as their texts. */
export interface Period {
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** Where a day stands to a period. */
export const placeInPeriod = ({ validFrom, validTo }: Period, day: string): 'BEFORE' | 'IN' | 'AFTER' => {
  if (day < validFrom) return 'BEFORE';
  return validTo === null || day < validTo ? 'IN' : 'AFTER';
};
