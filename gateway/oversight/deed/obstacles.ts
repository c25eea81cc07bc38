// What is registered of a person that stands against a deed, whatever the rules find.
import { decisionsOf, type AskDecisions } from '../../access/explain/decisions.ts';
import type { ClientRequest } from '../../fetch/owners/client-request.ts';
import type { Owner } from '../../fetch/owners/owner.ts';
import type { Bilingual } from '../rule/metadata.ts';
import type { DeedName } from './askers.ts';
import type { Deed } from './deed.ts';
import type { Known } from './known.ts';

/** A registered fact against a deed, as `schema/gateway.graphql` has it. */
export interface DeedObstacle {
  readonly kind: 'DEAD';
  /** The department that registered it. */
  readonly owner: string;
  /** The fact; null where its owner keeps it from the asker. */
  readonly says: Bilingual | null;
  readonly hiddenBy: readonly string[];
}

/** Reads what stands against a deed. Throws what an owner says that does not answer. */
export type ReadObstacles = (
  name: DeedName,
  deed: Pick<Deed, 'person' | 'asOf'>,
  known: Pick<Known, 'death'>,
  client: ClientRequest,
) => Promise<DeedObstacle[]>;

/** Only who lives is appointed, hired or promoted; what is paid afterwards is a rule's matter, as the month of death is due. */
const OF_THE_LIVING: ReadonlySet<DeedName> = new Set(['mayAppoint', 'mayHire', 'mayPromote']);

const OWNER = 'hr';
const COORDINATES = ['Person.death', 'Death.diedOn', 'Death.sourceDocument'];

/** Reads for clients: the fact as the system that runs the rules, and of it what its owner would show the asker anyway. */
export const obstaclesOver = (owners: ReadonlyMap<string, Owner>): ReadObstacles => {
  const hr = owners.get(OWNER);
  const decide: AskDecisions | undefined = hr === undefined ? undefined : decisionsOf(hr);
  return async (name, { person, asOf }, known, client) => {
    const death = OF_THE_LIVING.has(name) ? await known.death(person) : null;
    if (death === null || death.diedOn > asOf) return [];
    const decisions = (await decide?.(COORDINATES, client)) ?? [];
    const isShown = decisions.length > 0 && decisions.every(({ decision }) => decision === 'SERVED');
    const { diedOn, sourceDocument } = death;
    const [en, zh] = sourceDocument === null ? ['', ''] : [` (${sourceDocument})`, `（${sourceDocument}）`];
    return [
      {
        kind: 'DEAD',
        owner: OWNER,
        says: isShown ? { en: `Died on ${diedOn}${en}.`, zh: `${diedOn} 死亡${zh}。` } : null,
        hiddenBy: isShown ? [] : [OWNER],
      },
    ];
  };
};
