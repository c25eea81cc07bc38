import type { Context } from '../kit/graph/context.ts';
import { loadedFields } from '../kit/graph/fields.ts';
import { attendanceLoaders } from './attendance/loaders.ts';
import { hireLoaders } from './hires/loaders.ts';
import { insuranceLoaders } from './insurance/loaders.ts';
import { payGradeLoaders } from './pay-grades/loaders.ts';
import { pensionLoaders } from './pensions/loaders.ts';
import { peopleLoaders } from './people/loaders.ts';

/** Every loader of HR. */
export const loaders = {
  ...peopleLoaders,
  ...hireLoaders,
  ...payGradeLoaders,
  ...insuranceLoaders,
  ...attendanceLoaders,
  ...pensionLoaders,
};

/** What HR's resolvers are given for a request. */
export type HrContext = Context<typeof loaders>;

/** A field that a loader answers. */
export const loaded = loadedFields<HrContext['loaders'], HrContext>();
