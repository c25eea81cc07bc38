import type { Resolvers } from '../generated.ts';
import { batch, root } from '../../kit/graph/fields.ts';
import { institution, ofItsDay } from '../as-of.ts';
import type { EstablishmentContext } from '../context.ts';
import { recordStaffingPlan } from './commands.ts';
import type { StaffingPlan } from './entities.ts';

interface Day {
  readonly asOf?: string | null;
}

/** One of the figures of the entries under plans, up to a day. */
const entries = (figure: 'used' | 'outside') =>
  batch(
    ['number'],
    async (plans: readonly StaffingPlan[], args: Day, { loaders, today }: EstablishmentContext) => {
      const numbers = plans.map(({ number }) => number);
      const uses = await loaders.planUse.loadMany(numbers, { asOf: args.asOf ?? today });
      return uses.map((use) => use[figure]);
    },
  );

/** Resolvers of plans for the use of posts. */
export const planResolvers = {
  Mutation: { recordStaffingPlan: root(recordStaffingPlan) },
  Institution: {
    staffingPlans: ofItsDay((codes, args, { loaders }, asked) =>
      loaders.staffingPlans.loadMany(codes, args, asked),
    ),
  },
  StaffingPlan: { institution, used: entries('used'), usedOutside: entries('outside') },
} satisfies Resolvers;
