// Jest loads reporters as they are: this one brings TypeScript along.
import { tsImport } from 'tsx/esm/api';

const { searchLeaks } = await tsImport('./reporter.ts', import.meta.url);

/** Jest makes reporters with `new`. */
export default function LeakReporter() {
  return searchLeaks();
}
