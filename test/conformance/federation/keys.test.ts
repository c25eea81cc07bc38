// Keys: the themes of `keys/`. One file loads the gateway once for all of them.
import './keys/federation-1.ts';
import './keys/inaccessible.ts';
import './keys/mismatched.ts';
import './keys/nested.ts';
import './keys/null.ts';
import './keys/resolvable.ts';
import './keys/several.ts';
