declare global {
  /** Called by the code of GraphiQL and Monaco, which the build rewrites so (`build/chinese-plugin.ts`). */
  var fournetsTranslate: (text: string, ...values: readonly unknown[]) => string;
}

/** Texts of another language by the English one. `{0}` stands for the first value. */
export type Texts = Readonly<Record<string, string>>;

/** A function that looks a text up, keeps it where it is missing, and fills in its values. */
export const translator =
  (texts: Texts) =>
  (text: string, ...values: readonly unknown[]): string =>
    (Object.hasOwn(texts, text) ? (texts[text] ?? text) : text).replace(
      /\{(\d)\}/g,
      (place, number: string) => (Number(number) < values.length ? String(values[Number(number)]) : place),
    );

/** Makes these the texts of GraphiQL and Monaco. They read some while loading, so this comes first. */
export const installTexts = (texts: Texts): void => {
  globalThis.fournetsTranslate = translator(texts);
};
