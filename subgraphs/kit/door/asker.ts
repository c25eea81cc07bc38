import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { DEPARTMENT_NAMES } from '../../../schema/departments.ts';
import { PURPOSE_KINDS, ROLES, SUPPOSED_MAX, type Asker } from '../../../schema/sharing.ts';
import { viewerOf } from '../../../schema/viewer.ts';

const Viewer = z
  .strictObject({
    subject: z.string().min(1),
    kind: z.enum(['person', 'system']),
    roles: z.array(z.enum(ROLES)),
    department: z.enum(DEPARTMENT_NAMES).optional(),
    units: z.array(z.string()),
    clientId: z.string().min(1),
  })
  .transform(({ department, ...viewer }) => viewerOf({ ...viewer, department }));

const Purpose = z.strictObject({
  id: z.string().min(1),
  kind: z.enum(PURPOSE_KINDS),
  documentNumber: z.string(),
  department: z.enum(DEPARTMENT_NAMES),
  units: z.array(z.string()).nullable(),
});

const Supposed = z.strictObject({
  table: z.string(),
  amends: z.strictObject({ id: z.string(), version: z.int() }).optional(),
  orKnown: z.boolean().optional(),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

/** An asker as an assertion names it; null for the gateway itself. */
export const AskerClaim = z
  .strictObject({
    viewer: Viewer,
    purpose: Purpose.nullable(),
    operation: z.string(),
    trace: z.string(),
    supposed: z.array(Supposed).max(SUPPOSED_MAX).optional(),
  })
  .nullable();

const askers = new WeakMap<ServerResponse, Asker>();

/** Keeps whom a response answers. */
export const keepAsker = (response: ServerResponse, asker: Asker): void => void askers.set(response, asker);

/**
 * Whom a response answers, as its gateway has signed; undefined where the gateway asks on its own behalf, and behind a
 * door that stands open.
 */
export const askerOfResponse = (response: ServerResponse): Asker | undefined => askers.get(response);
