// How the sink of an access log can fail: its table, its rights, its server, its disk, its time.
import pg from 'pg';

/** The database of an access log, for its superuser. */
export interface Sink {
  /** Runs statements in the database. */
  readonly run: (...statements: readonly string[]) => Promise<void>;
  /** Runs statements elsewhere on its server. */
  readonly onServer: (...statements: readonly string[]) => Promise<void>;
  readonly url: string;
  /** The department whose log it is. */
  readonly owner: string;
}

/** Breaks a sink; what mends it. */
type Break = (sink: Sink) => Promise<() => Promise<void>>;

/** A fault that lasts, or one that comes and goes while somebody else goes on. */
export interface SinkFault {
  readonly name: string;
  readonly lasting: boolean;
  readonly break: Break;
}

const lasting = (name: string, work: Break): SinkFault => ({ name, lasting: true, break: work });

/** A fault of the database that statements make and undo. */
const made = (name: string, broken: readonly string[], mended: readonly string[]): SinkFault =>
  lasting(name, async ({ run }) => {
    await run(...broken);
    return () => run(...mended);
  });

/** A trigger before each row that is added. */
const trigger = (name: string, body: string): SinkFault =>
  made(
    name,
    [
      `create function sink_fails() returns trigger language plpgsql as $$ begin ${body} end $$`,
      'create trigger sink_fails before insert on access_log for each row execute function sink_fails()',
    ],
    ['drop trigger sink_fails on access_log', 'drop function sink_fails'],
  );

/** Ends the connections over which the log is written: the next one finds the server as it is now. */
const hangUp = ({ owner }: Sink): string => `select pg_terminate_backend(pid) from pg_stat_activity
  where application_name = 'fournets access log' and datname = 'fournets_${owner}'`;

const readOnly: Break = async (sink) => {
  const database = `alter database fournets_${sink.owner}`;
  await sink.onServer(`${database} set default_transaction_read_only = on`, hangUp(sink));
  return () => sink.onServer(`${database} reset default_transaction_read_only`);
};

const noConnections: Break = async (sink) => {
  const role = `alter role ${sink.owner}_app connection limit`;
  await sink.onServer(`${role} 0`, hangUp(sink));
  return () => sink.onServer(`${role} -1`);
};

const locked: Break = async ({ url }) => {
  const holder = new pg.Client({ connectionString: url });
  await holder.connect();
  await holder.query('begin');
  await holder.query('select from access_log_head for update');
  return () => holder.end();
};

const cutAgainAndAgain: Break = async (sink) => {
  let going = true;
  const cutting = (async () => {
    while (going) await sink.onServer(hangUp(sink));
  })();
  return async () => {
    going = false;
    await cutting;
  };
};

export const SINK_FAULTS: readonly SinkFault[] = [
  made(
    'its table is gone',
    ['alter table access_log rename to access_log_away'],
    ['alter table access_log_away rename to access_log'],
  ),
  lasting('it may not move its head', async ({ run, owner }) => {
    await run(`revoke update on access_log_head from ${owner}_app`);
    return () => run(`grant update on access_log_head to ${owner}_app`);
  }),
  made(
    'a constraint refuses each record',
    ['alter table access_log add constraint sink_fails check (seq < 0) not valid'],
    ['alter table access_log drop constraint sink_fails'],
  ),
  trigger('each record is dropped unseen', 'return null;'),
  trigger('the disk is full', "raise exception 'no space left on device' using errcode = 'disk_full';"),
  lasting('the database only reads', readOnly),
  lasting('no connection is left for it', noConnections),
  lasting('somebody holds its head', locked),
  { name: 'its connection is cut again and again', lasting: false, break: cutAgainAndAgain },
];
