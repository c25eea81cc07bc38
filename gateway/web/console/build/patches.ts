import { TRANSLATE } from './translate-source.ts';

/** A change to the code of a package, which must still find its place there: the build fails where it does not. */
export interface Patch {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** The changes to GraphiQL and Monaco beyond their texts. */
export const PATCHES: readonly Patch[] = [
  // Every text of Monaco passes here.
  {
    file: '/monaco-editor/esm/vs/nls.js',
    from: 'function _format(message, args) {',
    to: `function _format(message, args) {\n    message = ${TRANSLATE}(message);`,
  },
  // The headings of the documentation are the keys of their icons as well: translated only where they are shown.
  {
    file: '/plugin-doc-explorer/dist/components/section.js',
    from: 't1,\n      title\n',
    to: `t1,\n      ${TRANSLATE}(title)\n`,
  },
  // GraphiQL promises Shift-Ctrl-P, -M and -C everywhere, but binds the Windows key where there is no Mac.
  {
    file: '/@graphiql/react/dist/constants.js',
    from: 'KeyMod.WinCtrl',
    to: '(isMacOs ? KeyMod.WinCtrl : KeyMod.CtrlCmd)',
  },
];
