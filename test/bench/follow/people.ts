// People whom writers may change: nothing is found about them, and one institution seats, employs and pays them.
import type { District } from '../linked/district.ts';
import { query } from '../rules/postgres.ts';
import type { Somebody } from './changes.ts';

const SEATED = `select pid, institution_code as "institutionCode" from seat
  where valid_to is null and born_on is not null group by pid, institution_code`;
const EMPLOYED = `select pid from employment where valid_to is null and pid not in (select pid from death)
  and pid not in (select pid from insurance where payer_kind = 'ENTERPRISE')`;
const PAID = `select pid from payment where month in ('2026-09', '2026-10') and kind = 'REGULAR'
  group by pid having count(*) = 2 and count(distinct institution_code) = 1
  except select pid from payment where month = '2026-10' and kind = 'BONUS'`;
const FOUND = `select distinct subject as pid from finding`;

/** So many people, always the same. */
export const unsuspected = async ({ databases }: District, count: number): Promise<Somebody[]> => {
  const pids = async (url: string, sql: string): Promise<ReadonlySet<string>> =>
    new Set((await query<{ pid: string }>(url, sql)).map(({ pid }) => pid));
  const { establishment, hr, finance } = databases;
  const employed = await pids(hr.ownerUrl, EMPLOYED);
  const paid = await pids(finance.ownerUrl, PAID);
  const found = await pids(establishment.ownerUrl, FOUND);
  const seated = await query<Somebody>(establishment.ownerUrl, SEATED);
  return seated
    .filter(({ pid }) => employed.has(pid) && paid.has(pid) && !found.has(pid))
    .sort((a, b) => (a.pid < b.pid ? -1 : 1))
    .slice(0, count);
};
