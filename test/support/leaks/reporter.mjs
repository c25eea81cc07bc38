// Jest loads reporters as they are, and this one is TypeScript.
import { load } from '../../../gateway/cli/transpile/load.mjs';

const { searchLeaks } = await load('test/support/leaks/reporter.ts', ['test']);

/** Jest makes reporters with `new`. */
export default function LeakReporter() {
  return searchLeaks();
}
