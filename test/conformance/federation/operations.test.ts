// Operations: the themes of `operations/`. One file loads the gateway once for all of them.
import './operations/aliases.ts';
import './operations/conditions.ts';
import './operations/introspection.ts';
import './operations/mutations.ts';
import './operations/refused.ts';
import './operations/several.ts';
import './operations/variables.ts';
