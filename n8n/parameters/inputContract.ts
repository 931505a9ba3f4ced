/** What the readers of parameters offer. */

/** Typed access to the parameters of one item. */
export interface Input {
	/**
	 * A text that must not be empty; trimmed. For a resource locator, its value. For a list of options, it must be one
	 * of them.
	 */
	text(name: string): string;
	/**
	 * A text that identifies something. Results of a broken expression, such as "undefined", are refused: they would be
	 * the same for all items.
	 */
	key(name: string): string;
	/** A text that may be empty; trimmed; `undefined` if empty. */
	optionalText(name: string): string | undefined;
	/**
	 * True or false, as a boolean, as a text in any case, or as 1 or 0, as databases return it. False if not set; any
	 * other value is refused.
	 */
	flag(name: string): boolean;
	/** The same, but `undefined` if not set. */
	optionalFlag(name: string): boolean | undefined;
	/** A number within the limits that the panel has for it. */
	number(name: string): number;
	/** The same, but `undefined` if there is no value. */
	optionalNumber(name: string): number | undefined;
	/** Several values: a list, or one text with commas. Empty entries are removed. */
	list(name: string): string[];
	/**
	 * The same, for a list that decides what is let through, where an entry less would let more through. So it refuses a
	 * missing entry, an expression that returns nothing, nothing but commas, and what is no choice of a field with choices.
	 */
	wholeList(name: string): string[];
	/**
	 * A time, returned as ISO 8601 in UTC. If it names no time zone, that of the workflow applies. `undefined` if
	 * empty.
	 */
	optionalTime(name: string): string | undefined;
	/** A JSON value, either as such or as text; `undefined` if empty. */
	json(name: string): unknown;
	/** Whether there is a value, e.g. in a field of a collection. */
	has(name: string): boolean;
	/** Whether the field of a collection was added, even if it has no value. */
	isAdded(name: string): boolean;
	/** Whether the parameter is set to an expression. */
	isExpression(name: string): boolean;
	/** Whether the parameter is set but its expression returns nothing. A text field left empty counts as not set. */
	isBlank(name: string): boolean;
	/** Maximum number of results: `Infinity` if Return All is on. */
	limit(): number;
	/** The fields of a collection parameter. */
	group(name: string): Input;
	/**
	 * The same, for fields that decide what is listed or changed. A field that was added and has no value is refused,
	 * whether it was left empty or its expression returns nothing: without it, more would be listed, or less changed.
	 * Only an agent may leave a field empty that it fills in, and an expression under Update Fields may give an empty list.
	 *
	 * @param advice what to do about a field without a value, by its name, where it is more than to fill it in
	 */
	filledGroup(name: string, advice?: Record<string, string>): Input;
	/**
	 * Says which parameters hold one of these ids, and where they have it from, one sentence each, as in "'Run ID' is 12,
	 * from the input item by the expression {{ $json.id }}."
	 */
	sources(ids: string[]): string[];
	/** Throws a NodeOperationError that names the parameter. */
	refuse(name: string, complaint: string, advice?: string): never;
}
