/**
 * The registry that the nodes are computed from.
 *
 * @returns {Promise<{ platforms: import('../../../../platforms/platform.js').Platform[],
 *   actionGroups: import('../../../../platforms/platform.js').ActionGroup[] }>}
 */
export async function readRegistry() {
	// A dependency: to be had only once the dependencies are installed.
	const { tsImport } = await import('tsx/esm/api');
	return await tsImport('../../../../platforms/index.ts', import.meta.url);
}

/**
 * The fields that show as long as nothing was entered. A field may depend on others of the same operation.
 *
 * @param {import('n8n-workflow').INodeProperties[]} fields
 */
export function shownAtFirst(fields) {
	const presetOf = (name) => fields.find((field) => field.name === name)?.default;
	return fields.filter(({ displayOptions }) =>
		Object.entries(displayOptions?.show ?? {}).every(([name, values]) => values.includes(presetOf(name))),
	);
}

/** By name, as the lists of the nodes are sorted. @param {Array<{ name: string }>} entries */
export function sortedNames(entries) {
	return entries.map(({ name }) => name).sort((a, b) => a.localeCompare(b));
}
