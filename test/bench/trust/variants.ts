// What is switched, one thing after the other: each variant does what the one before it does, and one thing more.

/** Variants of our own single process. */
export const VARIANTS = ['nothing', 'tokens', 'guard', 'product', 'refused'] as const;

export type Variant = (typeof VARIANTS)[number];

export const isVariant = (name: string): name is Variant => VARIANTS.some((known) => known === name);

/** The environment variable that names the variant to a server. */
export const VARIANT_VARIABLE = 'BENCH_VARIANT';

/** Where nobody is identified, and where the departments are told of nobody. */
export const asksForTokens = (variant: Variant): boolean => variant !== 'nothing';
export const tellsDepartments = (variant: Variant): boolean => asksForTokens(variant) && variant !== 'tokens';
