import type { Context } from '../kit/graph/context.ts';
import { loadedFields } from '../kit/graph/fields.ts';
import { auditLoaders } from './audit/loaders.ts';
import { budgetLoaders } from './budget/loaders.ts';
import { payrollLoaders } from './payroll/loaders.ts';

/** Every loader of finance. */
export const loaders = { ...budgetLoaders, ...payrollLoaders, ...auditLoaders };

/** What finance's resolvers are given for a request. */
export type FinanceContext = Context<typeof loaders>;

/** A field that a loader answers. */
export const loaded = loadedFields<FinanceContext['loaders'], FinanceContext>();
