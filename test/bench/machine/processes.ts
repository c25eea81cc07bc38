// What processes have used, from /proc.
import { readdirSync, readFileSync } from 'node:fs';

/** Ticks per second in which the kernel tells CPU times: USER_HZ, 100 on every architecture that Node runs on. */
const TICKS_PER_SECOND = 100;
const KILOBYTES_PER_MEGABYTE = 1024;

/** A process as `/proc/<pid>/stat` has it. */
interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Ticks of CPU of the process and of its children that have ended. */
  readonly ticks: number;
}

const readIfThere = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

/** Fields after the name, which is in brackets and may hold anything. Source: proc(5). */
const parse = (stat: string): Process => {
  const [, parent, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const times = fields.slice(9, 13).map(Number);
  return {
    pid: Number.parseInt(stat, 10),
    parent: Number(parent),
    ticks: times.reduce((sum, time) => sum + time, 0),
  };
};

const allProcesses = (): Process[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const stat = readIfThere(`/proc/${pid}/stat`);
      return stat === undefined ? [] : [parse(stat)];
    });

/** The processes with these ids and all that descend from them. */
const family = (roots: readonly number[]): Process[] => {
  const all = allProcesses();
  const members = new Set(roots);
  for (let before = -1; before !== members.size;) {
    before = members.size;
    for (const { pid, parent } of all) if (members.has(parent)) members.add(pid);
  }
  return all.filter(({ pid }) => members.has(pid));
};

/** CPU seconds, user and system, that these processes and their descendants have used so far. */
export const cpuSeconds = (roots: readonly number[]): number =>
  family(roots).reduce((sum, { ticks }) => sum + ticks, 0) / TICKS_PER_SECOND;

/** Processes by the part of a stack that they are; what descends from them is of the same part. */
export type Parts = Readonly<Record<string, readonly number[]>>;

/** CPU seconds of each part so far. A process is of the part of its nearest ancestor that has one. */
export const cpuByPart = (parts: Parts): Record<string, number> => {
  const all = new Map(allProcesses().map((one) => [one.pid, one]));
  const partOf = new Map(
    Object.entries(parts).flatMap(([part, pids]) => pids.map((pid) => [pid, part] as const)),
  );
  const partAbove = (pid: number): string | undefined => {
    const process = all.get(pid);
    return partOf.get(pid) ?? (process === undefined ? undefined : partAbove(process.parent));
  };
  const seconds = Object.fromEntries(Object.keys(parts).map((part) => [part, 0]));
  for (const { pid, ticks } of all.values()) {
    const part = partAbove(pid);
    if (part !== undefined) seconds[part] = (seconds[part] ?? 0) + ticks / TICKS_PER_SECOND;
  }
  return seconds;
};

/** CPU seconds that the whole machine has been busy so far. */
export const machineSeconds = (): number => {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = line
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softirq) / TICKS_PER_SECOND;
};

/** Memory of a process that is in RAM now, in MB. */
export const residentMegabytes = (pid: number): number => {
  const status = readIfThere(`/proc/${pid}/status`) ?? '';
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / KILOBYTES_PER_MEGABYTE;
};

/** Ids of these processes and their descendants, without those of the others. */
export const familyWithout = (roots: readonly number[], others: readonly number[]): number[] => {
  const apart = new Set(family(others).map(({ pid }) => pid));
  return family(roots).flatMap(({ pid }) => (apart.has(pid) ? [] : [pid]));
};
