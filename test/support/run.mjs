// `node test/support/run.mjs <source> [words]`: runs a source of the repository as the product runs its own.
import { load } from '../../gateway/cli/transpile/load.mjs';

// Without this file among them, words are where the source looks for them.
process.argv.splice(1, 1);
await load(process.argv[1], ['test']);
