// When all rules are run over everybody: once a day.
import type { Ledger } from '../run/ledger.ts';
import type { Oversight } from '../run/service.ts';

/** What the clock on the office's wall says. */
export interface OfficeClock {
  /** YYYY-MM-DD. */
  readonly day: () => string;
  /** HH:MM. */
  readonly time: () => string;
}

export interface ScheduleOptions {
  readonly oversight: Pick<Oversight, 'start'> & {
    readonly ledger: Pick<Ledger, 'activeRules' | 'hasRuns'>;
  };
  readonly clock: OfficeClock;
  /** HH:MM from which on the run of the day is started. */
  readonly dailyAt: string;
  readonly shards: number;
}

/**
 * Starts the run of the day where it is due: at its time, and at once where rules have never been run. Any number of
 * processes may do so: there is one such run a day.
 */
export const scheduler = ({ oversight, clock, dailyAt, shards }: ScheduleOptions) => {
  let startedOn: string | undefined;
  return async (): Promise<void> => {
    const asOf = clock.day();
    if (startedOn === asOf) return;
    if (clock.time() < dailyAt && (await oversight.ledger.hasRuns())) return;
    const rules = await oversight.ledger.activeRules();
    if (rules.length === 0) return;
    await oversight.start({
      asOf,
      reason: 'SCHEDULED',
      rules: rules.map(({ ruleId: id, version }) => ({ id, version })),
      shards,
    });
    startedOn = asOf;
  };
};
