// The linked query by hand: what no gateway can be faster than.
import { influenceEndsOn } from '../../../../subgraphs/discipline/decisions/domain.ts';
import { fenToYuan } from '../../../../schema/money.ts';
import type { Databases, SeatRow } from './statements.ts';

/** The variables of the linked query. */
export interface Variables {
  readonly code: string;
  readonly from: string;
}

const groupByPid = <Row extends { readonly pid: string }, Value>(
  rows: readonly Row[],
  value: (row: Row) => Value,
): Map<string, Value[]> => {
  const groups = new Map<string, Value[]>();
  for (const row of rows) {
    const group = groups.get(row.pid);
    if (group === undefined) groups.set(row.pid, [value(row)]);
    else group.push(value(row));
  }
  return groups;
};

/** Names of payers; the institution itself is known already. */
const payerNames = async (
  { institutions }: Databases,
  known: { readonly code: string; readonly name: string },
  payers: readonly { readonly code: string }[],
): Promise<Map<string, string>> => {
  const others = new Set(payers.map(({ code }) => code));
  others.delete(known.code);
  const rows = others.size === 0 ? [] : await institutions([...others]);
  return new Map([known, ...rows].map(({ code, name }) => [code, name]));
};

/** Everything about the people of some seats, by person. */
const peopleOf = async (
  databases: Databases,
  seats: readonly SeatRow[],
  from: string,
  known: { readonly code: string; readonly name: string },
) => {
  const pids = [...new Set(seats.map(({ pid }) => pid))];
  const [people, appointments, payments, decisions] = await Promise.all([
    databases.people(pids),
    databases.appointments(pids),
    databases.payments(pids, from),
    databases.decisions(pids),
  ]);
  const names = await payerNames(databases, known, payments);
  const peopleByPid = new Map(people.map((row) => [row.pid, row]));
  const appointmentsByPid = groupByPid(appointments, ({ title, level, validFrom }) => ({
    title,
    level,
    validFrom,
  }));
  const paymentsByPid = groupByPid(payments, ({ month, gross, code }) => ({
    month,
    gross: fenToYuan(gross),
    institution: { code, name: names.get(code) ?? null },
  }));
  const decisionsByPid = groupByPid(decisions, ({ measure, effectiveOn, influenceEndsOn: stated }) => ({
    measure,
    effectiveOn,
    influenceEndsOn: stated ?? influenceEndsOn(measure, effectiveOn),
  }));
  return (pid: string) => {
    const { name = null, sex = null, bornOn = null, status = null } = peopleByPid.get(pid) ?? {};
    return {
      pid,
      name,
      sex,
      bornOn,
      status,
      appointments: appointmentsByPid.get(pid) ?? [],
      payments: { nodes: paymentsByPid.get(pid) ?? [] },
      decisions: decisionsByPid.get(pid) ?? [],
    };
  };
};

/** The answer to the linked query, as its body has it. */
export const answerLinked = async (databases: Databases, { code, from }: Variables): Promise<object> => {
  const [[institution], seats] = await Promise.all([databases.institutions([code]), databases.seats(code)]);
  if (institution === undefined) return { data: { institution: null } };
  const person = await peopleOf(databases, seats, from, institution);
  const nodes = seats.map(({ pid, ...seat }) => ({ ...seat, person: person(pid) }));
  return { data: { institution: { ...institution, seats: { nodes } } } };
};
