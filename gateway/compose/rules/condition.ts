import type { Binding } from '../../oversight/rule/condition.ts';
import type { CompiledRule } from './compiled.ts';
import type { Expression } from '../../oversight/condition/expression.ts';

interface Part {
  /** What the expression is of the rule. */
  readonly part: string;
  readonly cel: string;
}

const bound = (where: string, bindings: readonly Binding[]): Part[] =>
  bindings.map(({ name, expression: { cel } }) => ({ part: `${where} ${name} =`, cel }));

const single = (part: string, expression: Expression | undefined): Part[] =>
  expression === undefined ? [] : [{ part, cel: expression.cel }];

/** Without the space that all its lines begin with. */
const dedented = (cel: string): string => {
  const lines = cel.trim().split('\n');
  const indents = lines
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => /^ */.exec(line)![0].length);
  const least = Math.max(0, Math.min(...indents, Number.MAX_SAFE_INTEGER) - 2);
  return lines
    .map((line, index) => (index === 0 || indents.length === 0 ? line : line.slice(least)))
    .join('\n');
};

/** The expressions of a rule in the order in which they are worked out, each under what it is. */
export const conditionLines = ({ rule: { condition, computed } }: CompiledRule): string[] => {
  const {
    let: values,
    each,
    perItem,
    condition: hit,
    warning,
    graver,
    period,
    amount,
    institution,
    explains,
  } = condition;
  const parts: readonly Part[] = [
    ...computed.map(({ name, cel }) => ({ part: `variable $${name} =`, cel })),
    ...bound('let', values),
    ...single('for each item of', each),
    ...bound('item: let', perItem),
    ...single('hit where', hit),
    ...single('amber where', warning),
    ...single('red where', graver),
    ...single('period:', period),
    ...single('amount in fen:', amount),
    ...single('institution:', institution),
    ...single('explains a difference of the three counts where', explains),
  ];
  return ['```cel', ...parts.flatMap(({ part, cel }) => [`// ${part}`, dedented(cel)]), '```'];
};
