import { decrypt } from '../../../subgraphs/kit/identity/cipher.ts';
import { creditCodeFault } from '../../../subgraphs/kit/identity/credit-code.ts';
import { bornOn, identityNumberFault, sexOf } from '../../../subgraphs/kit/identity/identity-number.ts';
import { pidOf } from '../../../subgraphs/kit/identity/pid.ts';
import { casesIn, standsOn } from '../../../subgraphs/demo/manifest.ts';
import { district, hashOf, IDENTITY_KEY, PID_KEY, rowsOf } from '../../support/demo/district.ts';

describe('an invented district', () => {
  it('is the same, byte for byte, for the same seed', () => {
    expect(hashOf(district(900, 7))).toBe(hashOf(district(900, 7)));
  });

  it('plants the same cases for the same seed', () => {
    expect(casesIn(district(900, 7))).toEqual(casesIn(district(900, 7)));
  });

  it('is another one for another seed, size or month', () => {
    const hashes = [district(900, 7), district(900, 8), district(901, 7), district(900, 7, '2026-09')].map(
      hashOf,
    );
    expect(new Set(hashes).size).toBe(4);
  });

  it.each([
    ['2026-11-29', '2026-10'],
    ['2026-11-30', '2026-11'],
    ['2026-12-01', '2026-11'],
    ['2028-02-29', '2028-02'],
    ['2026-11', '2026-11'],
  ])('that stands on %s has been paid for %s, and attended, and no later month', (until, month) => {
    const made = district(600, 1, until);
    for (const table of ['payment', 'attendance', 'pension_payment'])
      expect(
        rowsOf(made, table)
          .map((cells) => cells.find((cell) => /^\d{4}-\d\d$/.test(cell)) ?? '')
          .sort()
          .at(-1),
      ).toBe(month);
  });

  it('is the same until a month and until the last day of it', () => {
    expect(hashOf(district(600, 1, '2026-11-30'))).toBe(hashOf(district(600, 1, '2026-11')));
  });

  it('stands on its day, or while no month after its last one is over', () => {
    expect([standsOn('2026-12-15'), standsOn('2026-10'), standsOn('2028-01')]).toEqual([
      '2026-12-15',
      '2026-11-29',
      '2028-02-28',
    ]);
  });

  it('has as many people as asked for, each once', () => {
    const pids = rowsOf(district(2000, 3), 'person').map(([pid]) => pid);
    expect(pids).toHaveLength(2000);
    expect(new Set(pids).size).toBe(2000);
  });

  it('gives everybody a sound identity number that fits pid, birth and sex', () => {
    for (const cells of rowsOf(district(2000, 3), 'person')) {
      const number = decrypt(IDENTITY_KEY, cells.at(-1) ?? '');
      expect(identityNumberFault(number)).toBeUndefined();
      expect(cells.slice(0, 4)).toEqual([pidOf(PID_KEY, number), cells[1], sexOf(number), bornOn(number)]);
    }
  });

  it('gives every institution a sound credit code of its kind, and none twice', () => {
    const institutions = rowsOf(district(6000, 1), 'institution');
    for (const [code = '', , kind] of institutions) {
      expect(creditCodeFault(code)).toBeUndefined();
      expect(code.startsWith('13')).toBe(kind === 'MASS_ORGANIZATION');
    }
    const names = new Map(institutions.map(([code, name]) => [code, name?.replace('（筹）', '')]));
    expect(new Set(names.values()).size).toBe(names.size);
  });

  it('has units of every kind', () => {
    const kinds = new Set(rowsOf(district(600, 1), 'institution').map(([, , kind]) => kind));
    expect(kinds.size).toBe(15);
  });

  it.each([
    [{ people: 599 }, 'people'],
    [{ people: 600.5 }, 'people'],
    [{ seed: -1 }, 'seed'],
    [{ until: '2026-13' }, 'until'],
    [{ until: '1999-12' }, 'until'],
    [{ until: '2026-02-30' }, 'until'],
    [{ until: '2061-01-01' }, 'until'],
  ])('refuses %j', (wrong, option) => {
    const { people, seed, until } = { people: 600, seed: 1, until: '2026-10', ...wrong };
    expect(() => district(people, seed, until)).toThrow(
      expect.objectContaining({ code: 'DEMO_OPTION_INVALID', details: expect.objectContaining({ option }) }),
    );
  });
});

const RULES = Array.from({ length: 30 }, (_, index) => `R${String(index + 1).padStart(2, '0')}`);

describe('the planted cases', () => {
  const sizes: [people: number, seed: number][] = [
    ...Array.from({ length: 20 }, (_, seed): [number, number] => [600, seed]),
    ...Array.from({ length: 4 }, (_, seed): [number, number] => [3000, seed]),
  ];

  it.each(sizes)(
    'of %i people, seed %i, show every rule at least twice, and as many near misses',
    (people, seed) => {
      const cases = casesIn(district(people, seed));
      for (const rule of RULES)
        for (const kind of ['hit', 'near-miss'] as const)
          expect({
            rule,
            kind,
            count: Math.min(2, cases.filter((one) => one.rule === rule && one.kind === kind).length),
          }).toEqual({ rule, kind, count: 2 });
    },
  );

  it('name each subject of a rule and kind once', () => {
    const subjects = casesIn(district(3000, 1)).map(({ rule, kind, subject }) =>
      JSON.stringify([rule, kind, subject]),
    );
    expect(new Set(subjects).size).toBe(subjects.length);
  });

  it('are explained in both languages', () => {
    for (const { explanation } of casesIn(district(600, 1))) {
      expect(explanation.en).toMatch(/\.$/);
      expect(explanation.zh).toMatch(/。$/);
    }
  });
});
