import { z } from 'zod';
import type { Ask } from '../judge/page.ts';
import { namesOf } from '../judge/spelled.ts';
import type { Rule } from '../rule/compile.ts';
import { sweep } from '../run/sweep.ts';
import { amountOf, type TestedHit } from './month.ts';

/** Hits of an institution. */
export interface UnitHits {
  /** Code of the institution; null for hits of whom none is known. */
  readonly unit: string | null;
  /** Name in the register of the day; null where the asker is not told one. */
  readonly name: string | null;
  readonly hits: number;
  readonly amountFen: bigint;
}

const Place = z.object({ code: z.string() }).nullable();
const Places = z.object({
  seats: z.array(z.object({ institution: Place })),
  employments: z.array(z.object({ institution: Place })),
  payByInstitution: z.array(z.object({ institution: Place })),
});

/** Where a person is: the seat says first, then HR's register, then who pays. */
const unitOf = (row: unknown): string | null => {
  const { seats, employments, payByInstitution } = Places.parse(row);
  const places = [...seats, ...employments, ...payByInstitution];
  return places.find(({ institution }) => institution !== null)?.institution?.code ?? null;
};

/** Where people are on a day, as the rule of the three counts reads it; who is in none of them has no place. */
const unitsOf = async (
  pids: readonly string[],
  asOf: string,
  threeCounts: Rule,
  ask: Ask,
): Promise<ReadonlyMap<string, string | null>> => {
  const units = new Map<string, string | null>();
  if (pids.length === 0) return units;
  const range = { after: null, upTo: null, among: pids };
  for await (const { judged } of sweep(threeCounts, asOf, range, ask, { names: false }))
    for (const { key, row } of judged.found) units.set(key, unitOf(row));
  return units;
};

/** Hits by institution, those with most first; a person whose rule names none counts where the person is. */
export const hitsByUnit = async (
  { metadata }: Rule,
  hits: readonly TestedHit[],
  asOf: string,
  threeCounts: Rule,
  ask: Ask,
): Promise<UnitHits[]> => {
  const isPerson = metadata.subject === 'PERSON';
  const placeless = hits.filter(({ institutionCode }) => isPerson && institutionCode === null);
  const pids = [...new Set(placeless.map(({ subject }) => subject))].sort();
  const units = await unitsOf(pids, asOf, threeCounts, ask);
  const byUnit = new Map<string | null, TestedHit[]>();
  for (const hit of hits) {
    const own = isPerson ? (units.get(hit.subject) ?? null) : hit.subject;
    const unit = hit.institutionCode ?? own;
    byUnit.set(unit, [...(byUnit.get(unit) ?? []), hit]);
  }
  const codes = [...byUnit.keys()].filter((unit) => unit !== null).sort();
  const names = await namesOf(threeCounts, asOf, codes, ask);
  return [...byUnit]
    .map(([unit, own]) => ({
      unit,
      name: names.get(unit ?? '') ?? null,
      hits: own.length,
      amountFen: amountOf(own),
    }))
    .sort((a, b) => b.hits - a.hits || ((a.unit ?? '') < (b.unit ?? '') ? -1 : 1));
};
