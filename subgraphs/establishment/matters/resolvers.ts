import type { Resolvers } from '../generated.ts';
import { orToday } from '../../kit/graph/context.ts';
import { root } from '../../kit/graph/fields.ts';
import { institution, ofItsDay } from '../as-of.ts';
import { loaded } from '../context.ts';
import { decideMatter, recordMatter, recordMatterStep, setMatterAuthority } from './commands.ts';
import { authoritiesOn } from './loaders.ts';

const all = () => ({});

/** Resolvers of matters. */
export const matterResolvers = {
  Query: {
    matterAuthorities: root((args, context) => authoritiesOn(context.db, orToday(args, context).asOf)),
  },
  Mutation: {
    recordMatter: root(recordMatter),
    decideMatter: root(decideMatter),
    recordMatterStep: root(recordMatterStep),
    setMatterAuthority: root(setMatterAuthority),
  },
  Institution: {
    matters: ofItsDay((codes, args, { loaders }, asked) => loaders.matters.loadMany(codes, args, asked)),
  },
  Matter: {
    institution,
    requiredLevel: loaded('requiredLevel', 'id', all),
    steps: loaded('matterSteps', 'reference', all),
  },
} satisfies Resolvers;
