import { faultOf } from '../../../subgraphs/kit/postgres/server/faults.ts';

const attempt = { dataDirectory: '/tmp', major: 18, port: 5000 };

it.each([
  ['DISK_FULL', 'initdb: error: could not write to file "pg_wal/0001": No space left on device'],
  ['DISK_FULL', 'PANIC:  could not write to file "pg_wal/xlogtemp.7": No space left on device'],
  [
    'POSTGRES_LIBRARIES_MISSING',
    'postgres: error while loading shared libraries: libicui18n.so.60: cannot open shared object file',
  ],
  [
    'PORT_TAKEN',
    'LOG:  could not bind IPv4 address "127.0.0.1": Address already in use\nFATAL:  could not create any TCP/IP sockets',
  ],
  [
    'DATA_DIRECTORY_VERSION',
    'DETAIL:  The data directory was initialized by PostgreSQL version 17, which is not compatible',
  ],
  ['DATA_DIRECTORY_NOT_WRITABLE', 'FATAL:  could not open file "/data/postgresql.conf": Permission denied'],
  ['MEMORY_SHORT', 'FATAL:  could not map anonymous shared memory: Cannot allocate memory'],
  ['POSTGRES_NOT_RUNNABLE', 'spawn /app/native/bin/postgres ENOENT'],
  ['POSTGRES_NOT_RUNNABLE', 'unshare: failed to execute /app/native/bin/postgres: No such file or directory'],
  ['DATA_DIRECTORY_BROKEN', 'PANIC:  could not locate a valid checkpoint record at 0/1'],
  ['DATA_DIRECTORY_BROKEN', 'FATAL:  incorrect checksum in control file'],
  [
    'DATA_DIRECTORY_BROKEN',
    'postgres: could not find the database system\nExpected to find it in the directory "/d/p",\nbut could not open file "/d/p/global/pg_control": No such file or directory',
  ],
  [
    'DATA_DIRECTORY_BROKEN',
    'postgres: could not access the server configuration file "/d/p/postgresql.conf": No such file or directory',
  ],
  ['POSTGRES_FAILED', 'FATAL:  configuration file "/data/postgresql.conf" contains errors'],
])('reads %s out of: %s', (code, text) => {
  expect(faultOf(text, attempt)).toMatchObject({ code });
});

it('leaves no place of a text unfilled', () => {
  for (const text of [
    'No space left on device',
    'could not bind: Address already in use',
    'PANIC:  oh',
    'oh',
  ])
    expect(faultOf(text, attempt).message).not.toMatch(/\{\w+\}/);
});
