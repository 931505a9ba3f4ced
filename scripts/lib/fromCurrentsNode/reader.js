/** Reads the parameters of a node so that none is lost: what nobody has asked for at the end is reported. */

/** Labels of parameters whose names people do not see, as the panel of the built-in node displays them. */
const LABELS = { requestOptions: 'Request Options' };

/**
 * @typedef {object} Reader
 * @property {(name: string, fallback?: unknown) => any} take a parameter, or `fallback` where n8n stores none because
 *   it has its default value
 * @property {(group: string, names: Record<string, string>) => object} rename fields of a collection, by their name
 *   there, under the names that they have here; fields that are not set are left out
 * @property {() => string[]} left labels of the parameters that were set and not asked for
 */

/** @param {Record<string, any>} parameters of a node @returns {Reader} */
function readerOf(parameters) {
	const rest = structuredClone(parameters);
	const take = (name, fallback) => {
		const value = rest[name] ?? fallback;
		delete rest[name];
		return value;
	};
	const rename = (group, names) => {
		const fields = rest[group] ?? {};
		const found = Object.entries(names).filter(([name]) => fields[name] !== undefined);
		const renamed = Object.fromEntries(found.map(([name, here]) => [here, fields[name]]));
		for (const [name] of found) delete fields[name];
		return renamed;
	};
	return { take, rename, left: () => Object.entries(rest).flatMap(labelsOf) };
}

/** A collection counts by its fields. */
function labelsOf([name, value]) {
	const isCollection = typeof value === 'object' && value !== null && !Array.isArray(value) && !value.__rl;
	if (isCollection && name !== 'requestOptions') return Object.keys(value).map(labelOf);
	return isCollection && Object.keys(value).length === 0 ? [] : [labelOf(name)];
}

function labelOf(name) {
	return LABELS[name] ?? name;
}

module.exports = { readerOf };
