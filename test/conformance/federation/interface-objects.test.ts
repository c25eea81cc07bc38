// Interface objects: the themes of `interface-objects/`. One file loads the gateway once for all of them.
import './interface-objects/indirect.ts';
import './interface-objects/plain.ts';
import './interface-objects/requires.ts';
