/** The tables of an access log: they belong to one chain, and are copied with it or not at all. */
export const ACCESS_LOG_TABLES = [
  'access_log',
  'access_log_head',
  'access_log_checkpoint',
  'access_log_archive',
  'access_log_subjects',
] as const;
