// `@requires`: the themes of `requires/`. One file loads the gateway once for all of them.
import './requires/abstract.ts';
import './requires/arguments.ts';
import './requires/chained.ts';
import './requires/circular.ts';
import './requires/missing.ts';
import './requires/nested.ts';
