/** Versions of nodes that the editions do not have. */
const OLD = ['TestRunTrigger/v1.0.0'];

/**
 * Where an output of the full package's nodes is in an edition.
 *
 * @param {import('./table.js').Edition} edition
 * @returns {(output: string) => string | null} takes a path of `scripts/lib/outputs.ts`; gives `null` for what the edition
 *   does not have
 */
export function placeOfOutput({ nodes, platform }) {
	const folders = Object.fromEntries(
		Object.entries(nodes).map(([here, there]) => [capitalized(there), capitalized(here)]),
	);
	return (output) => {
		const [node, version, ...rest] = output.split('/');
		const isMissing =
			!(node in folders) || OLD.includes(output) || (node === 'TestRun' && rest[0] !== platform);
		return isMissing ? null : [folders[node], version, ...rest].join('/');
	};
}

function capitalized(name) {
	return name[0].toUpperCase() + name.slice(1);
}
