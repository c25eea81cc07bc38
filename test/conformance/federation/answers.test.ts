// Answers: the themes of `answers/`. One file loads the gateway once for all of them.
import './answers/errors.ts';
import './answers/lists-of-lists.ts';
import './answers/mentions.ts';
import './answers/nulls.ts';
import './answers/scalars.ts';
