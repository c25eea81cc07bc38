/** An object of an answer, or of the merged answer. */
export type Entity = Record<string, unknown>;

/** True for objects; a list is none. */
export const isEntity = (value: unknown): value is Entity =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
