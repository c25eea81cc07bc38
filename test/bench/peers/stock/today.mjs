import { IsNull, LessThanOrEqual, MoreThan } from 'typeorm';

const today = process.env.TODAY;

/** Conditions, either of which a fact in force today meets, each with `where` besides. */
export const inForce = (where) => [
  { ...where, validFrom: LessThanOrEqual(today), validTo: IsNull() },
  { ...where, validFrom: LessThanOrEqual(today), validTo: MoreThan(today) },
];
