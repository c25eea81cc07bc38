// Settings of the embedded server: durable, loopback only, fast to start and to load.
import { LOOPBACK } from '../host/port.ts';

/** Settings of Postgres by name. */
export type Settings = Readonly<Record<string, string>>;

/** Five pools, imports, migrations and a rest for people. */
const MAX_CONNECTIONS = 120;

/** What the embedded server runs with; everything else is the default of Postgres. */
export const SETTINGS: Settings = {
  listen_addresses: LOOPBACK,
  unix_socket_directories: '',
  max_connections: String(MAX_CONNECTIONS),
  // An acknowledged commit is on the disk.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // One machine shared with Node: a quarter of 1 GB; the rest is the system's file cache.
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  // A load of a million people writes a few GB: checkpoints by size and seldom.
  wal_buffers: '16MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  // Compiling costs more than it saves on statements of milliseconds.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Rows can hold personal data: no statements, no failed values, no row details in the log.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

/** Settings as arguments of the `postgres` program. */
export const asArguments = (settings: Settings): string[] =>
  Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
