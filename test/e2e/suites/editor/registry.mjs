/**
 * Loads the lists of platforms and report formats, from which the nodes are built.
 *
 * @returns {Promise<{ platforms: import('../../../../platforms/platform.js').Platform[], actionGroups:
 *   import('../../../../platforms/platform.js').ActionGroup[], formatList: Array<{ name: string }> }>}
 */
export async function readRegistry() {
	// A dependency, so it can only be imported after the dependencies have been installed.
	const { tsImport } = await import('tsx/esm/api');
	const { platforms, actionGroups } = await tsImport('../../../../platforms/index.ts', import.meta.url);
	const { formatList } = await tsImport('../../../../core/reports/index.ts', import.meta.url);
	return { platforms, actionGroups, formatList };
}

/**
 * The fields that are visible before anything has been entered. A field may depend on others of the same operation.
 *
 * @param {import('n8n-workflow').INodeProperties[]} fields
 */
export function shownAtFirst(fields) {
	const presetOf = (name) => fields.find((field) => field.name === name)?.default;
	return fields.filter(({ displayOptions }) =>
		Object.entries(displayOptions?.show ?? {}).every(([name, values]) => values.includes(presetOf(name))),
	);
}

/** The names in the order of the nodes' lists. @param {Array<{ name: string }>} entries */
export function sortedNames(entries) {
	return entries.map(({ name }) => name).sort((a, b) => a.localeCompare(b));
}
