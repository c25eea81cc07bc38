/** Response names and list indexes from the root of the answer. */
export type ResponsePath = readonly (string | number)[];

/** Where the values of a column stand in the answer. Only errors ask. */
export type Place = (index: number) => ResponsePath;

export const rootPlace: Place = () => [];

/** Values of a field of the objects at a place. */
export const ofField =
  (parents: Place, responseName: string): Place =>
  (index) => [...parents(index), responseName];

/** Some of the values of a column, by their indexes in it. */
export const ofSome =
  (place: Place, indexes: readonly number[]): Place =>
  (index) =>
    place(indexes[index] ?? 0);

/** The items of lists that stand one after the other in one column; `ends`: where each list ends in it. */
export const ofItems =
  (lists: Place, ends: readonly number[]): Place =>
  (index) => {
    const list = ends.findIndex((end) => index < end);
    return [...lists(list), index - (ends[list - 1] ?? 0)];
  };
