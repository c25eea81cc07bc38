// The life of an agreement, what it may name, and how long its owner may take.
import fc from 'fast-check';
import { departmentSdl } from '../../../../schema/sdl.ts';
import {
  AGREEMENT_ACTIONS,
  AGREEMENT_STATES,
  coversCoordinate,
  nextState,
  type AgreementState,
} from '../../../../subgraphs/kit/sharing/agreement.ts';
import { shareClasses } from '../../../../schema/catalogue.ts';
import { lastDayOf } from '../../../../subgraphs/kit/sharing/clocks.ts';
import { checkCoordinates } from '../../../../subgraphs/kit/sharing/coordinates.ts';

describe('the life of an agreement', () => {
  it('allows these decisions and no others', () => {
    const allowed = AGREEMENT_STATES.flatMap((state) =>
      AGREEMENT_ACTIONS.flatMap((action) => {
        const next = nextState(state, action);
        return next === undefined ? [] : [`${state} ${action} ${next}`];
      }),
    );
    expect(allowed).toEqual([
      'REQUESTED GRANT GRANTED',
      'REQUESTED REFUSE REFUSED',
      'GRANTED SUSPEND SUSPENDED',
      'GRANTED END ENDED',
      'SUSPENDED RESUME GRANTED',
      'SUSPENDED END ENDED',
    ]);
  });

  it('never leads back from an end, whatever is decided', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...AGREEMENT_ACTIONS)), (actions) => {
        let state: AgreementState = 'REQUESTED';
        let over: AgreementState | undefined;
        for (const action of actions) {
          state = nextState(state, action) ?? state;
          if (state === 'ENDED' || state === 'REFUSED') over ??= state;
        }
        expect(over ?? state).toBe(state);
      }),
    );
  });
});

describe('coordinates of an agreement', () => {
  const classes = shareClasses(
    `
      directive @share(class: ShareClass!) on FIELD_DEFINITION
      type Person { pid: ID @share(class: OPEN) pay: Int @share(class: CONDITIONAL) number: ID @share(class: WITHHELD) }
      extend type Person { hires: Int @share(class: CONDITIONAL) forgotten: Int }
      type Page { next: Boolean @share(class: OPEN) }
      type Case { text: String @share(class: WITHHELD) page: Page @share(class: OPEN) }
    `,
  );
  const check = (...coordinates: readonly string[]) => checkCoordinates('finance', classes, coordinates);

  it('reads the class of each field, and takes one without a class for withheld', () => {
    expect(Object.fromEntries(classes)).toEqual({
      'Person.pid': 'OPEN',
      'Person.pay': 'CONDITIONAL',
      'Person.number': 'WITHHELD',
      'Person.hires': 'CONDITIONAL',
      'Person.forgotten': 'WITHHELD',
      'Page.next': 'OPEN',
      'Case.text': 'WITHHELD',
      'Case.page': 'OPEN',
    });
  });

  it('takes fields that are shared under conditions, and types that have some', () => {
    expect(() => check('Person.pay', 'Person.hires', 'Person.*')).not.toThrow();
  });

  it.each([
    ['AGREEMENT_COORDINATE_UNKNOWN', 'Person.payments'],
    ['AGREEMENT_COORDINATE_UNKNOWN', 'Nobody.*'],
    ['AGREEMENT_COORDINATE_UNKNOWN', 'Per.*'],
    ['AGREEMENT_COORDINATE_OPEN', 'Person.pid'],
    ['AGREEMENT_COORDINATE_OPEN', 'Page.*'],
    ['AGREEMENT_COORDINATE_WITHHELD', 'Person.number'],
    ['AGREEMENT_COORDINATE_WITHHELD', 'Person.forgotten'],
    ['AGREEMENT_COORDINATE_WITHHELD', 'Case.*'],
  ])('refuses with %s, naming it: %s', (code, coordinate) => {
    expect(() => check('Person.pay', coordinate)).toThrow(
      expect.objectContaining({ code, details: { owner: 'finance', coordinate } }),
    );
  });

  it('does not repeat what is no coordinate: it may be an identity number', () => {
    expect(() => check('110101199003070011')).toThrow(
      expect.objectContaining({ code: 'VALUE_INVALID', message: expect.not.stringContaining('1101') }),
    );
  });

  it('covers a field by its name or by its type, and not by a part of either', () => {
    const covers = (pattern: string): boolean => coversCoordinate({ coordinates: [pattern] }, 'Person.pay');
    expect(['Person.pay', 'Person.*'].map(covers)).toEqual([true, true]);
    expect(['Person.pa', 'Person.payments', 'Per.*', '*', '*.*', 'Person.p*', ''].some(covers)).toBe(false);
  });

  it('covers what is shown in full by its own name only', () => {
    const covers = (pattern: string): boolean =>
      coversCoordinate({ coordinates: [pattern] }, 'Person.identityNumberInFull');
    expect(['Person.identityNumberInFull', 'Person.*', 'Person.identityNumber'].map(covers)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('finds a class for every field of a department', () => {
    const hr = shareClasses(departmentSdl('hr'));
    expect(shareClasses(departmentSdl('discipline')).get('Decision.ground')).toBe('WITHHELD');
    expect(hr.get('Query.agreementsOfHr')).toBe('OPEN');
    expect(hr.get('Person.hires')).toBe('CONDITIONAL');
  });
});

describe('the clock of a request', () => {
  it.each([
    ['2026-06-15', '2026-06-29', 'a Monday'],
    ['2026-06-19', '2026-07-03', 'a Friday'],
    ['2026-06-20', '2026-07-03', 'a Saturday'],
    ['2025-12-29', '2026-01-12', 'the end of a year'],
  ])('ends ten working days after the day it starts on: %s, %s, %s', (start, end) => {
    expect(lastDayOf('DECIDE_REQUEST', start)).toBe(end);
  });

  it('leaves holidays out, but for those on a weekend', () => {
    expect(lastDayOf('DECIDE_REQUEST', '2026-09-28', ['2026-10-01', '2026-10-02', '2026-10-03'])).toBe(
      '2026-10-14',
    );
  });
});
