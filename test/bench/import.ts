// Payroll rows from CSV into the embedded Postgres, through the command line.
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { once } from 'node:events';
import { identityCheckCharacter } from '../../subgraphs/kit/identity/identity-number.ts';
import { round, type Bench } from './figure.ts';
import { fournets, startProduct, withDataDirectory } from '../support/product.ts';

const ROWS = 1_000_000;
const MONTHS = [
  '2026-01',
  '2026-02',
  '2026-03',
  '2026-04',
  '2026-05',
  '2026-06',
  '2026-07',
  '2026-08',
  '2026-09',
  '2026-10',
];

/** A synthetic identity number: 800 birth days, 999 serials a day. */
const identityNumber = (person: number): string => {
  const day = new Date(Date.UTC(1970, 0, 1 + Math.floor(person / 999)))
    .toISOString()
    .slice(0, 10)
    .replaceAll('-', '');
  const first17 = `330702${day}${String((person % 999) + 1).padStart(3, '0')}`;
  return first17 + identityCheckCharacter(first17);
};

const writePayroll = async (file: string): Promise<void> => {
  const out = createWriteStream(file);
  out.write('公民身份号码,机构代码,月份,应发金额\n');
  for (let row = 0; row < ROWS; row += MONTHS.length) {
    const person = row / MONTHS.length;
    const number = identityNumber(person);
    const lines = MONTHS.map(
      (month) =>
        `${number},UNIT-${person % 500},${month},${5000 + (person % 4000)}.${String(row % 100).padStart(2, '0')}\n`,
    );
    if (!out.write(lines.join(''))) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
};

/** A benchmark of a command that failed would be worth nothing. */
const succeed = async (args: readonly string[], env: Readonly<Record<string, string>>): Promise<void> => {
  const { code, stderr } = await fournets(args, env);
  if (code !== 0) throw new Error(`fournets ${args.join(' ')} ended with ${code}:\n${stderr}`);
};

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
};

export const importBench: Bench = () =>
  withDataDirectory(async (directory) => {
    const file = path.join(directory, 'payroll.csv');
    const env = { FOURNETS_DATA: path.join(directory, 'data'), FOURNETS_DEMO_PEOPLE: '0' };
    await writePayroll(file);
    const product = await startProduct(env.FOURNETS_DATA, env);
    const command = ['import', 'finance', 'payments', file];
    const first = await seconds(() => succeed(command, env));
    const again = await seconds(() => succeed(command, env));
    await product.stop();
    return [
      {
        measure: 'import of payroll rows',
        value: Math.round(ROWS / first),
        unit: 'rows/s',
        must: '≥ 50,000 rows/s',
        note: `${ROWS} rows, the whole command, beside the running product`,
      },
      {
        measure: 'the same file again',
        value: round(ROWS / again, 0),
        unit: 'rows/s',
        note: 'changes nothing',
      },
    ];
  });
