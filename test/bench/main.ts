// `npm run bench [-- name …] [--people <n>] [--json]`: times the product and prints one table. Nothing here is asserted.
import { parseArgs } from 'node:util';
import { cpus, totalmem, type as osType, release } from 'node:os';
import { importBench } from './import.ts';
import { linked } from './linked/bench.ts';
import { wide } from './wide/bench.ts';
import { follow } from './follow/bench.ts';
import { rules } from './rules/bench.ts';
import { sweep } from './rules/sweep.ts';
import { start } from './start.ts';
import { trust } from './trust/bench.ts';
import type { Bench, Figure } from './figure.ts';

/** What runs where nobody names one, and what takes longer than five minutes and so runs by its name only. */
const QUICK: Readonly<Record<string, Bench>> = { start, import: importBench, linked, wide, trust };
const BENCHES: Readonly<Record<string, Bench>> = { ...QUICK, rules, sweep, follow };

const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${osType()} ${release()}, Node ${process.versions.node}`;

const table = (figures: readonly Figure[]): string =>
  [
    '| Measure | Value | Must be | Note |',
    '| --- | ---: | --- | --- |',
    ...figures.map(
      ({ measure, value, unit, must, note }) =>
        `| ${measure} | ${value} ${unit} | ${must ?? ''} | ${note ?? ''} |`,
    ),
  ].join('\n');

const run = async (args: readonly string[]): Promise<void> => {
  const { values: given, positionals: names } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean' }, people: { type: 'string' } },
    allowPositionals: true,
  });
  const people = given.people === undefined ? undefined : Number(given.people);
  const unknown = names.filter((name) => !(name in BENCHES));
  if (unknown.length > 0)
    throw new Error(`no such bench: ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}`);
  const chosen =
    names.length === 0 ? Object.entries(QUICK) : names.map((name) => [name, BENCHES[name]!] as const);
  const figures: Figure[] = [];
  for (const [name, bench] of chosen) {
    process.stderr.write(`${name} …\n`);
    figures.push(...(await bench({ people })));
  }
  const report = { machine: machine(), date: new Date().toISOString().slice(0, 10), figures };
  process.stdout.write(
    given.json ? `${JSON.stringify(report)}\n` : `${report.machine}, ${report.date}\n\n${table(figures)}\n`,
  );
};

// So that what was started is ended with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

await run(process.argv.slice(2));
