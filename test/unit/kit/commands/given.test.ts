import { rowsOfList } from '../../../../subgraphs/kit/commands/given.ts';

const [first, second] = rowsOfList(
  { institutionCode: 'A', month: '2026-01', payments: [{ pid: 'p', gross: '1' }, { pid: 'q' }] },
  'payments',
  ['input'],
);

it('gives each row of a list what stands beside the list', () => {
  expect([first?.fields, second?.fields]).toEqual([
    { institutionCode: 'A', month: '2026-01', pid: 'p', gross: '1' },
    { institutionCode: 'A', month: '2026-01', pid: 'q' },
  ]);
});

it('names the place of each field in the input', () => {
  expect(first?.pathOf('gross')).toEqual(['input', 'payments', 0, 'gross']);
  expect(second?.pathOf('gross')).toEqual(['input', 'payments', 1, 'gross']);
  expect(second?.pathOf('month')).toEqual(['input', 'month']);
  expect(second?.pathOf()).toEqual(['input', 'payments', 1]);
});

it('has no rows where there is no list', () => {
  expect(rowsOfList({ month: '2026-01' }, 'payments', ['input'])).toEqual([]);
});
