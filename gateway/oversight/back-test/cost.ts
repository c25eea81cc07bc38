import type { Ask } from '../judge/page.ts';

/** What it took to run a rule. */
export interface Cost {
  /** Questions to the graph. */
  readonly requests: number;
  /** Subjects that were decided, each once for each month. */
  readonly subjects: number;
  readonly seconds: number;
  /** Time of the processor in this process, with the owners that run in it, in milliseconds. */
  readonly cpuMilliseconds: number;
}

/** Measures from now on. */
export const measure = (ask: Ask): { readonly ask: Ask; readonly cost: (subjects: number) => Cost } => {
  const began = performance.now();
  const cpuBegan = process.cpuUsage();
  let requests = 0;
  return {
    ask: (rule, variables) => {
      requests += 1;
      return ask(rule, variables);
    },
    cost: (subjects) => {
      const { user, system } = process.cpuUsage(cpuBegan);
      return {
        requests,
        subjects,
        seconds: (performance.now() - began) / 1000,
        cpuMilliseconds: Math.round((user + system) / 1000),
      };
    },
  };
};
