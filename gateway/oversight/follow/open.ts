import type { FieldOwners } from '../evidence/owners.ts';
import { feedOf } from '../feed/feed.ts';
import { newsOf } from '../feed/news.ts';
import type { RuleGraph } from '../graph.ts';
import { NO_BELL, type Bell } from './bell.ts';
import { catchingUpBy, type CatchUpOptions } from './catch-up.ts';
import { evaluatingBy, type EvaluateOptions } from './evaluate.ts';
import { readFacts } from './facts.ts';
import { follower, type FollowOptions, type Follower } from './follow.ts';
import { relatedBy } from './related.ts';
import { touchesBy } from './touch.ts';

export interface FollowingOptions
  extends
    Pick<CatchUpOptions, 'ledger' | 'compiled' | 'today' | 'onFault'>,
    Pick<EvaluateOptions, 'evidenceOf'> {
  readonly graph: RuleGraph;
  readonly supergraphSdl: string;
  readonly owners: FieldOwners;
}

/** Makes followers of what changes in a graph. */
export const followingOf = ({ graph, supergraphSdl, owners, evidenceOf, ...rest }: FollowingOptions) => {
  const catchUp = catchingUpBy({
    ...rest,
    related: relatedBy(graph.request, graph.schema),
    touchesOf: touchesBy(owners, readFacts(supergraphSdl)),
    evaluate: evaluatingBy({ graph, ledger: rest.ledger, evidenceOf }),
  });
  const read = newsOf(feedOf(graph.request));
  return (worker: string, onFault: FollowOptions['onFault'], bell: Bell = NO_BELL): Follower =>
    follower({ ledger: rest.ledger, worker, read, catchUp, onFault, bell });
};
