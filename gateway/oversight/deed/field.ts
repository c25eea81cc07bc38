// Answers whether something may be done, before it is done: `mayAppoint`, `mayHire`, `mayPay`, `mayPromote`.
import type { GraphQLError } from 'graphql';
import { CodedError, ERRORS } from '../../../schema/errors.ts';
import type { ServedGraph } from '../../access/own-fields.ts';
import { perRequest, type ClientRequest } from '../../fetch/owners/client-request.ts';
import { fieldOwners } from '../evidence/owners.ts';
import { readFacts } from '../follow/facts.ts';
import { touchesBy } from '../follow/touch.ts';
import { openRuleGraph } from '../graph.ts';
import { ownerOf } from '../judge/page.ts';
import { openLedger } from '../run/ledger.ts';
import { compiledBy } from '../run/work.ts';
import type { DeedName } from './askers.ts';
import type { Deed } from './deed.ts';
import type { About, MakeDeed } from './facts/asked.ts';
import { hireDeed } from './facts/hire.ts';
import { payDeed } from './facts/pay.ts';
import { appointDeed, promoteDeed } from './facts/post.ts';
import { judgeDeed } from './judge.ts';
import { knownBy } from './known.ts';
import { obstaclesOver, type DeedObstacle } from './obstacles.ts';
import { requireDoer } from './rights.ts';
import { sightOver } from './sight.ts';
import { rulesAtWork, touchedBy, type RulesAtWork } from './touched.ts';
import { shownHit, verdictOf } from './verdict.ts';

/** As `schema/gateway.graphql` has it. */
interface DeedCheck {
  readonly allowed: ReturnType<typeof verdictOf>;
  readonly person: string;
  readonly institution: string;
  readonly asOf: string | null;
  readonly obstacles: readonly DeedObstacle[];
  readonly wouldFire: readonly ReturnType<typeof shownHit>[];
  readonly standing: readonly ReturnType<typeof shownHit>[];
  readonly undecided: readonly { readonly rule: string; readonly owners: readonly string[] }[];
  /** Departments without whom something is not decided. */
  readonly missing: readonly string[];
  readonly read: Awaited<ReturnType<ReturnType<typeof sightOver>>>['read'];
}

/** Stands for what is not an owner's doing, as in the trial of a rule. */
const RULE = 'rule';

const SERVER_FAULT = 500;

const ownerOfFault = ({ code, details }: CodedError): string | undefined => {
  const { owner } = details;
  return ERRORS[code].http >= SERVER_FAULT && typeof owner === 'string' ? owner : undefined;
};

/** The owner that an error comes from which is away, or that refuses; undefined for any other error. */
const missingOwner = (error: unknown): string | undefined => {
  if (error instanceof CodedError) return ownerOfFault(error);
  const { extensions } = error as Partial<GraphQLError>;
  return typeof extensions?.['code'] === 'string' && extensions['code'] in ERRORS
    ? ownerOf(error as GraphQLError)
    : undefined;
};

/** The owner without whom something is not known; any other error is thrown again. */
const orOwner = (error: unknown): string => {
  const owner = missingOwner(error);
  if (owner === undefined) throw error;
  return owner;
};

/** What is ready once somebody has asked. */
const readyOver = ({ supergraphSdl, owners, planner }: ServedGraph) => {
  const graph = openRuleGraph({ supergraphSdl, owners: [...owners.values()], plannerOf: () => planner });
  const fields = fieldOwners(supergraphSdl);
  return {
    graph,
    ledger: openLedger(graph.request),
    compiled: compiledBy(graph),
    touchesOf: touchesBy(fields, readFacts(supergraphSdl)),
    look: sightOver(owners, fields),
    obstaclesOf: obstaclesOver(owners),
  };
};

type Ready = ReturnType<typeof readyOver>;

/** Where it is not even known what would be registered, or which rules are at work. */
const unknownWithout = (owner: string, { person, institution }: About): DeedCheck => ({
  allowed: 'UNKNOWN',
  person,
  institution,
  asOf: null,
  obstacles: [],
  wouldFire: [],
  standing: [],
  undecided: [],
  missing: [owner],
  read: [],
});

/** What is known of a deed before the rules are asked. */
interface Prepared {
  readonly deed: Deed;
  readonly atWork: RulesAtWork;
  /** What stands against it, or the owner without whom that is not known. */
  readonly registered: readonly DeedObstacle[] | string;
}

const checkDeed = async (
  { deed, atWork: { rules, unfit }, registered }: Prepared,
  { graph, touchesOf, look }: Ready,
  client: ClientRequest,
): Promise<DeedCheck> => {
  const touched = touchedBy(rules, deed, touchesOf);
  const request = { signal: client.signal, trace: client.asker?.trace ?? '' };
  const judged = await judgeDeed(touched, deed, graph, request);
  const sight = await look(touched, deed.institution, client);
  const undecided = [...judged.undecided, ...unfit.map((rule) => ({ rule, owners: [RULE] }))];
  const [obstacles, away] = typeof registered === 'string' ? [[], [registered]] : [registered, []];
  const { person, institution, asOf } = deed;
  return {
    allowed: verdictOf({ ...judged, obstacles, undecided: [...undecided, ...away] }),
    person,
    institution,
    asOf,
    obstacles,
    wouldFire: judged.wouldFire.map((hit) => shownHit(hit, sight)),
    standing: judged.standing.map((hit) => shownHit(hit, sight)),
    undecided,
    missing: [...new Set([...undecided.flatMap(({ owners }) => owners), ...away])]
      .filter((name) => name !== RULE)
      .sort(),
    read: sight.read,
  };
};

/** Deeds of one request follow each other: many of them take the time of that request alone. */
const queueOf = perRequest(() => ({ last: Promise.resolve<unknown>(undefined) }));

/**
 * Answers the fields: the rules are asked as the system that runs them, whoever wants to know; what they say is shown as
 * far as its owners would show it to the asker.
 */
export const deedsOver = (graph: ServedGraph) => {
  let opened: Ready | undefined;
  const check =
    <Asked extends About>(name: DeedName, make: MakeDeed<Asked>) =>
    (asked: Asked, client: ClientRequest): Promise<DeedCheck> => {
      requireDoer(name, asked.institution, client);
      const queue = queueOf(client);
      const work = async (): Promise<DeedCheck> => {
        client.signal.throwIfAborted();
        opened ??= readyOver(graph);
        const ready = opened;
        const request = { signal: client.signal, trace: client.asker?.trace ?? '' };
        const known = knownBy(graph.owners, request);
        const prepared = await Promise.all([
          make(asked, known),
          rulesAtWork(ready.ledger, ready.compiled),
        ]).catch(orOwner);
        if (typeof prepared === 'string') return unknownWithout(prepared, asked);
        const [deed, atWork] = prepared;
        const registered = await ready.obstaclesOf(name, deed, known, client).catch(orOwner);
        return checkDeed({ deed, atWork, registered }, ready, client);
      };
      const turn = queue.last.then(work);
      queue.last = turn.catch(() => undefined);
      return turn;
    };
  return {
    mayAppoint: check('mayAppoint', appointDeed),
    mayHire: check('mayHire', hireDeed),
    mayPay: check('mayPay', payDeed),
    mayPromote: check('mayPromote', promoteDeed),
  };
};
