/** A question as it goes over the wire; the same id has the same answer. */
export interface Question {
  readonly id: string;
  readonly body: string;
}

/** At least one question. */
export type Questions = readonly [Question, ...Question[]];

/** One query with each of these variables. */
export const questionsOf = (query: string, variables: readonly object[]): Questions => {
  const [first, ...others] = variables.map((values) => ({
    id: JSON.stringify(values),
    body: JSON.stringify({ query, variables: values }),
  }));
  if (first === undefined) throw new Error('there is nothing to ask');
  return [first, ...others];
};

/** Hands the questions out in turn, so that those under way at the same moment differ. */
export const inTurn = (questions: Questions): (() => Question) => {
  let turn = 0;
  return () => questions[turn++ % questions.length] ?? questions[0];
};
