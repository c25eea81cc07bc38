const QUOTED = /(['"])(?:\\.|(?!\1)[^\\])*\1/g;

/** How many parentheses a part opens and does not close, and closes without opening them. */
const unpaired = (part: string): { readonly open: number; readonly closed: number } => {
  let open = 0;
  let closed = 0;
  for (const sign of part.replace(QUOTED, '')) {
    if (sign === '(') open += 1;
    else if (sign === ')' && open > 0) open -= 1;
    else if (sign === ')') closed += 1;
  }
  return { open, closed };
};

/** A part of an expression with the parentheses that belong to it: the library leaves some of them outside its range. */
export const wholePart = (
  cel: string,
  { start, end }: { readonly start: number; readonly end: number },
): string => {
  const { open, closed } = unpaired(cel.slice(start, end));
  let [from, to] = [start, end];
  for (let left = closed; left > 0 && from > 0;) if (cel[(from -= 1)] === '(') left -= 1;
  for (let left = open; left > 0 && to < cel.length;) if (cel[(to += 1) - 1] === ')') left -= 1;
  return cel.slice(from, to);
};
