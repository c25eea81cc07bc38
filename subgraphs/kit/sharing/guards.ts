// The decisions of a department for whoever asks, kept for whoever asks alike.
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { DepartmentName } from '../../../schema/departments.ts';
import type { Asker } from '../../../schema/sharing.ts';
import type { ShareClasses } from '../../../schema/catalogue.ts';
import { decide } from './decide.ts';
import type { Decision, Guard, GuardOf } from './guard.ts';
import type { Snapshot, Snapshots } from './snapshot.ts';

export interface GuardsOptions {
  readonly owner: DepartmentName;
  readonly classes: ShareClasses;
  readonly snapshots: Pick<Snapshots, 'current'>;
  /** The day of today, YYYY-MM-DD. */
  readonly today: () => string;
}

/** Classes of askers whose guards are kept; a guard has a decision for each field of the department. */
const GUARDS_KEPT = 500;

const UNKNOWN: Decision = { kind: 'REFUSED', reason: 'WITHHELD' };

const keyOf = (decisions: ReadonlyMap<string, Decision>): string =>
  createHash('sha256')
    .update(JSON.stringify([...decisions]))
    .digest('hex');

/** Decides on every field at once: some 300, each on the agreements that are there. */
const makeGuard = (
  { owner, classes }: GuardsOptions,
  asker: Asker,
  { agreements }: Snapshot,
  today: string,
): Guard => {
  const decisions = new Map<string, Decision>();
  for (const [coordinate, shareClass] of classes)
    decisions.set(coordinate, decide({ owner, coordinate, shareClass, asker, agreements, today }));
  return { key: keyOf(decisions), decide: (coordinate) => decisions.get(coordinate) ?? UNKNOWN };
};

/** Everything of an asker that a decision depends on: neither the person nor the request. */
const classOf = ({ viewer, purpose }: Asker): string =>
  purpose === null
    ? viewer.key
    : `${viewer.key}\n${JSON.stringify([purpose.department, purpose.kind, purpose.units])}`;

/** The guards of a department on the agreements of now. Found without waiting where somebody asked alike before. */
export const guardsOf = (options: GuardsOptions): GuardOf => {
  const guards = new LRUCache<string, Guard>({ max: GUARDS_KEPT });
  const classes = new WeakMap<Asker, string>();
  let version = '';
  let day = '';

  const nameOf = (asker: Asker): string => {
    const name = classes.get(asker) ?? classOf(asker);
    classes.set(asker, name);
    return name;
  };
  const guardFor = (asker: Asker, snapshot: Snapshot): Guard => {
    const today = options.today();
    if (snapshot.version !== version || today !== day) {
      guards.clear();
      version = snapshot.version;
      day = today;
    }
    const name = nameOf(asker);
    const kept = guards.get(name);
    if (kept !== undefined) return kept;
    const made = makeGuard(options, asker, snapshot, today);
    guards.set(name, made);
    return made;
  };

  return (asker) => {
    const snapshot = options.snapshots.current();
    if (snapshot instanceof Promise) return snapshot.then((read) => guardFor(asker, read));
    return guardFor(asker, snapshot);
  };
};
