import type { Operation } from '../../../gateway/web/console/operations.ts';
import { variablesOn } from '../../../gateway/web/console/variables.ts';

const VARIABLES = {
  code: '113307981000712444',
  month: '2026-10',
  year: 2026,
  first: 20,
  from: '2025-06-01',
  to: '2026-10-31',
  day: '2026-06-30',
};

const on = (today: string, day: string | undefined = '2026-10-31'): Operation['variables'] =>
  variablesOn(
    {
      id: 'x',
      title: { en: '', zh: '' },
      about: { en: '', zh: '' },
      operationName: 'X',
      document: '',
      variables: VARIABLES,
      ...(day === '' ? {} : { day }),
    },
    today,
  );

describe('the variables of an example', () => {
  it.each(['2026-10-31', '2026-11-01', '2026-11-29'])(
    'are as written while the same month is over, on %s',
    (today) => {
      expect(on(today)).toEqual(VARIABLES);
    },
  );

  it('are about the months before the day that counts as today', () => {
    expect(on('2028-02-29')).toEqual({
      ...VARIABLES,
      month: '2028-02',
      year: 2028,
      from: '2026-10-01',
      to: '2028-02-29',
      day: '2027-10-31',
    });
  });

  it('go back, too, and keep the year of the month that is over', () => {
    expect(on('2026-01-10')).toMatchObject({ month: '2025-12', year: 2025, to: '2025-12-31' });
  });

  it('stay as they are where they are written for no day', () => {
    expect(on('2030-01-01', '')).toEqual(VARIABLES);
  });
});
