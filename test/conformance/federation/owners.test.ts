// Who owns a field: the themes of `owners/`. One file loads the gateway once for all of them.
import './owners/intersections.ts';
import './owners/node.ts';
import './owners/override.ts';
import './owners/provides.ts';
import './owners/roots.ts';
import './owners/shareable.ts';
