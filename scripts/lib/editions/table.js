/** The packages that are made of the source. */
/** Name of the package with all nodes and platforms. */
const FULL = 'n8n-nodes-test-runs';

/**
 * A package that is cut from the same source: one platform alone, or the nodes that need none. Its folder in `editions/`
 * holds what it has of its own: `package.json`, README and the heads of its nodes.
 *
 * @typedef {object} Edition
 * @property {string} name of the package and of its folder
 * @property {string | null} platform id of its platform
 * @property {Record<string, string>} nodes the node of the full package that each of its nodes is, by name
 * @property {number} maxPackedBytes
 */

/** All editions. @type {Edition[]} */
const editions = [
	service('qase', { isPolled: true }),
	service('qodex'),
	service('testclix'),
	service('preclinical', { isPolled: true }),
	{
		name: 'n8n-nodes-test-reports',
		platform: null,
		nodes: {
			testReportGate: 'testRunGate',
			testReportHistory: 'testRunHistory',
			testReportReader: 'testRunReader',
			testReportWriter: 'testRunReport',
		},
		maxPackedBytes: 215_000,
	},
];

/** @returns {Edition} */
function service(id, { isPolled = false } = {}) {
	const nodes = { [id]: 'testRun', [`${id}Trigger`]: 'testRunTrigger' };
	if (isPolled) nodes[`${id}PollingTrigger`] = 'testRunPollingTrigger';
	return { name: `n8n-nodes-${id}`, platform: id, nodes, maxPackedBytes: 170_000 };
}

module.exports = { FULL, editions };
