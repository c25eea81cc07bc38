/** Subjects asked for at once. Measured: 1,000 cost a third less each than 200, and the answer stays under 2 MB. */
export const PAGE = 1000;

/** A page of several populations together. */
export interface Together<Subject> {
  /** Each subject once, in the order of their keys. */
  readonly subjects: readonly Subject[];
  /** Key behind which the next page begins; null where there is none. */
  readonly next: string | null;
}

/** Subjects of pages of several populations, as far as all pages reach: behind a full one more may follow. */
export const together = <Subject>(
  pages: readonly (readonly Subject[])[],
  keyOf: (subject: Subject) => string,
): Together<Subject> => {
  const ends = pages.flatMap((page) => (page.length < PAGE ? [] : [keyOf(page.at(-1)!)])).sort();
  const next = ends[0] ?? null;
  const byKey = new Map<string, Subject>();
  for (const page of pages)
    for (const subject of page) {
      const key = keyOf(subject);
      if ((next === null || key <= next) && !byKey.has(key)) byKey.set(key, subject);
    }
  const subjects = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, subject]) => subject);
  return { subjects, next };
};
