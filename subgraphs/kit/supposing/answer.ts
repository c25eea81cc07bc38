// Answers of a department as if facts were registered that are not.
import { CodedError } from '../../../schema/errors.ts';
import { vocabularyOfOwner } from '../commands/carry-out.ts';
import type { Department } from '../department.ts';
import { requestContext } from '../graph/context.ts';
import { withheld, type Unrecorded } from '../graph/guarded.ts';
import type { RequestScope } from '../graph/subgraph.ts';
import { requireOversight } from '../sharing/rights.ts';
import { writeSupposed } from './write.ts';

const refuseToWrite = (): Promise<never> => Promise.reject(new CodedError('SUPPOSED_ONLY'));

/**
 * Answers in a transaction in which the asker's supposed facts hold, and takes it back: no fact, no place in the change
 * feed, no version and no key of a command is left, only that the asker looked is in the access log. For the system that
 * runs standing rules; the guard decides as ever.
 */
export const answerSupposing = async (
  department: Department,
  scope: RequestScope,
  answer: (scope: RequestScope) => Promise<Unrecorded>,
): Promise<Unrecorded> => {
  const { asker, pidOf, seal } = scope;
  const facts = asker?.supposed;
  if (asker === undefined || facts === undefined) return answer(scope);
  try {
    requireOversight(asker.viewer);
    const means = { pidOf, seal, vocabulary: vocabularyOfOwner(department.name) };
    return await scope.attempt(async (db, reader) => {
      await writeSupposed(db, department, facts, means);
      return answer(requestContext(department.loaders, { ...scope, db: reader, write: refuseToWrite }));
    });
  } catch (thrown) {
    return { answer: withheld(undefined, thrown) };
  }
};
