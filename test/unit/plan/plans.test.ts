// The plans of the stored operations, as text: a change of a contract or of a planner shows what it does to them.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readOperations } from '../../../gateway/web/console/operations.ts';
import { COMMITTED_SUPERGRAPH, OPERATIONS_DIRECTORY } from '../../../gateway/compose/read.ts';
import { explainPlan } from '../../../gateway/plan/explain.ts';

const SDL = readFileSync(COMMITTED_SUPERGRAPH, 'utf8');
const { operations } = readOperations(OPERATIONS_DIRECTORY);

it.each(operations.map(({ id }) => id))('plans %s', (id) => {
  const text = readFileSync(path.join(OPERATIONS_DIRECTORY, `${id}.graphql`), 'utf8');
  expect(explainPlan(SDL, text, 'hive')).toMatchSnapshot();
});
