// Abstract types: the themes of `abstract-types/`. One file loads the gateway once for all of them.
import './abstract-types/absent-types.ts';
import './abstract-types/deep.ts';
import './abstract-types/interfaces.ts';
import './abstract-types/same-names.ts';
import './abstract-types/unions.ts';
