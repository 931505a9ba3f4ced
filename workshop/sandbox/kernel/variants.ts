/**
 * A question that the contract does not answer, or answers in several ways, and the answers that the sandbox can
 * simulate. The first value is the default.
 */
export interface VariantSpec {
	values: readonly string[];
	/** The place of the question in the contract. */
	contract: string;
	/** The question in a few words. */
	about: string;
}

/** The variants of one platform by name. */
export type VariantSpecs = Record<string, VariantSpec>;

/** The current values of the variants. */
export type VariantValues<Specs extends VariantSpecs> = {
	[Name in keyof Specs]: Specs[Name]['values'][number];
};

/** The default values of a platform's variants. */
export function defaultVariants(specs: VariantSpecs): Record<string, string> {
	return Object.fromEntries(Object.entries(specs).map(([name, { values }]) => [name, values[0]]));
}

/** Returns why `changes` are not valid, or null. */
export function refuseVariants(specs: VariantSpecs, changes: Record<string, unknown>): string | null {
	for (const [name, value] of Object.entries(changes)) {
		if (!Object.hasOwn(specs, name)) return `no variant ${name}; known are ${Object.keys(specs).join(', ')}`;
		const { values } = specs[name];
		if (!values.some((known) => known === value)) return `${name} must be one of: ${values.join(' | ')}`;
	}
	return null;
}
