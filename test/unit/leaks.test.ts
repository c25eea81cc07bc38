// The search for secrets in what a test run writes finds those that are planted, and fails the run.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { keepOutput, keepOutputs } from '../support/leaks/outputs.ts';
import { leaksIn } from '../support/leaks/search.ts';
import { identityNumber } from '../support/import-run.ts';

/** Sound, and of nobody. Put together here, so that this file has none. */
const NUMBER = identityNumber(7);
const OTHER = ['110105', '19491231', '002', 'X'].join('');
const ACCOUNT = ['62220210', '01098765', '43'].join('');

const ROOT = path.join(__dirname, '../..');

describe('what is found', () => {
  it.each([
    NUMBER,
    OTHER,
    OTHER.toLowerCase(),
    `person ${OTHER},`,
    `{"identityNumber":"${OTHER}"}`,
    `身份证号${OTHER}`,
    `id${OTHER}`,
    // Of the demo district also within other digits.
    `${NUMBER}${NUMBER}`,
    `1${NUMBER}9`,
  ])('%#', (text) => {
    expect(leaksIn(text)).toEqual([
      { kind: 'identity number', masked: expect.stringMatching(/^\d{6}\*{8}...[\dXx]$/) },
    ]);
  });

  it('a bank account', () => {
    const [digits, check] = [ACCOUNT, '0123456789'];
    const found = [...check].flatMap((last) => leaksIn(`to ${digits}${last}`));
    expect(found.map(({ kind }) => kind)).toEqual(['bank account']);
  });
});

it.each([
  ['a number whose check character is wrong', `${NUMBER.slice(0, 17)}${NUMBER.endsWith('1') ? '2' : '1'}`],
  ['a masked number', `${NUMBER.slice(0, 6)}********${NUMBER.slice(-4)}`],
  ['a trace id or a hash', `a${OTHER.slice(0, 17)}5bcdef0123456789abcdef`],
  ['the code of an institution', '113307981000657684'],
  ['a time in nanoseconds', '1795572968863123456'],
])('%s is none', (_, text) => {
  expect(leaksIn(text)).toEqual([]);
});

it('keeps what processes write, and takes no notice of others', async () => {
  const outputs = keepOutputs();
  const child = spawn(process.execPath, ['-e', `console.log('out'); console.error('error')`]);
  keepOutput(child);
  await once(child, 'close');
  expect(
    outputs
      .take()
      .map(({ text }) => text)
      .toSorted(),
  ).toEqual(['error\n', 'out\n']);
  keepOutput(child);
});

/** Runs jest with the reporter over one test. */
const runJest = (test: string) => {
  const directory = mkdtempSync(path.join(tmpdir(), 'fournets-leak-'));
  try {
    writeFileSync(path.join(directory, 'a.test.js'), test);
    const reporters = [path.join(ROOT, 'test/support/leaks/reporter.mjs')];
    const config = JSON.stringify({ rootDir: directory, reporters, transform: {} });
    const { FOURNETS_TEST_DATA_DIRECTORY: _, ...env } = process.env;
    return spawnSync(
      process.execPath,
      [path.join(ROOT, 'node_modules/jest/bin/jest.js'), '--config', config],
      { cwd: ROOT, encoding: 'utf8', env },
    );
  } finally {
    rmSync(directory, { recursive: true });
  }
};

describe('a run of jest', () => {
  const passing = (work: string): string => `it('passes', () => { ${work} })`;
  const writesFile = (text: string): string =>
    `require('fs').writeFileSync(process.env.FOURNETS_TEST_OUTPUTS + '/planted', '${text}')`;

  it.each([
    ['to the console', `console.log('person ${NUMBER}')`],
    ['by a process', writesFile(NUMBER)],
  ])('fails though its tests pass where a number is written %s, and does not repeat it', (_, work) => {
    const { status, stderr } = runJest(passing(work));
    const told = stderr.split('\n').filter((line) => line.startsWith('LEAK'));
    expect(status).toBe(1);
    expect(told).toEqual([
      expect.stringContaining(`identity number ${NUMBER.slice(0, 6)}********${NUMBER.slice(-4)}`),
    ]);
    expect(told.join()).not.toContain(NUMBER);
  });

  it('passes where none is', () => {
    expect(runJest(passing(`console.log('person'); ${writesFile('person')}`)).status).toBe(0);
  });
});
