/** The variables of a request as they were sent: they are checked later. */
export type SentVariables = Readonly<Record<string, unknown>>;

/** A figure of an operation: one for all its requests, or one that depends on their variables. */
export type Figure = number | ((variables: SentVariables) => number);

/** The figure of one request. */
export const figureOf = (figure: Figure, variables: SentVariables): number =>
  typeof figure === 'number' ? figure : figure(variables);

/** The sum; what does not depend on variables is added up once. */
export const sum = (figures: readonly Figure[]): Figure => {
  let constant = 0;
  const changing: ((variables: SentVariables) => number)[] = [];
  for (const figure of figures)
    if (typeof figure === 'number') constant += figure;
    else changing.push(figure);
  if (changing.length === 0) return constant;
  return (variables) => changing.reduce((total, figure) => total + figure(variables), constant);
};

/** The product; what does not depend on variables is multiplied once. */
export const product = (a: Figure, b: Figure): Figure => {
  if (a === 0 || b === 0) return 0;
  if (typeof a === 'number') return typeof b === 'number' ? a * b : (variables) => a * b(variables);
  return typeof b === 'number' ? (variables) => a(variables) * b : (variables) => a(variables) * b(variables);
};
