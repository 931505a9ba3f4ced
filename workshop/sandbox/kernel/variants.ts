/**
 * A question the contract leaves open, or answers in more than one way, and the answers the sandbox can give.
 * The first value is the default.
 */
export interface VariantSpec {
	values: readonly string[];
	/** Where in the contract the question stands. */
	contract: string;
	/** The question in a few words. */
	about: string;
}

/** The variants of one platform by name. */
export type VariantSpecs = Record<string, VariantSpec>;

/** The values in force. */
export type VariantValues<Specs extends VariantSpecs> = {
	[Name in keyof Specs]: Specs[Name]['values'][number];
};

/** The defaults of a platform's variants. */
export function defaultVariants(specs: VariantSpecs): Record<string, string> {
	return Object.fromEntries(Object.entries(specs).map(([name, { values }]) => [name, values[0]]));
}

/** Why `changes` cannot be set, or null. */
export function refuseVariants(specs: VariantSpecs, changes: Record<string, unknown>): string | null {
	for (const [name, value] of Object.entries(changes)) {
		if (!Object.hasOwn(specs, name)) return `no variant ${name}; known are ${Object.keys(specs).join(', ')}`;
		const { values } = specs[name];
		if (!values.some((known) => known === value)) return `${name} must be one of: ${values.join(' | ')}`;
	}
	return null;
}
