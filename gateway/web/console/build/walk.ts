import ts from 'typescript';

/** Parses JavaScript and shows every node of it. */
export const walk = (file: string, code: string, visit: (node: ts.Node) => void): void => {
  const show = (node: ts.Node): void => {
    visit(node);
    ts.forEachChild(node, show);
  };
  show(ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS));
};
