/**
 * The layers: what ships, and what may import what. Imports only go down. The lint rule, the tests of borders and the
 * tests that look at what is shipped read this table and no other.
 */
const path = require('path').posix;

/** The folders that end up in the package. */
const SHIPPED = ['core', 'credentials', 'n8n', 'nodes', 'platforms'];

/**
 * The places of the code, from the bottom up, and what each may import besides its own files. A place is a folder or a
 * file without its ending; `*` stands for each folder of which none knows another.
 *
 * @type {Record<string, string[]>}
 */
const MAY_IMPORT = {
	'core/text': [],
	'core/identity': ['core/text'],
	'core/model': ['core/text', 'core/identity'],
	'core/comparing': ['core/text', 'core/identity', 'core/model'],
	'core/history': ['core/text', 'core/model'],
	'core/gate': ['core/text', 'core/identity', 'core/model', 'core/history'],
	'core/readers': ['core/text', 'core/identity', 'core/model'],
	'core/reports': ['core/text', 'core/identity', 'core/model', 'core/comparing', 'core/history', 'core/gate'],
	'n8n/givingWay': ['core'],
	'n8n/loadOnce': [],
	'n8n/parameters': ['core'],
	'n8n/transport': ['core', 'n8n/givingWay'],
	'n8n/items': ['core', 'n8n/givingWay', 'n8n/parameters', 'n8n/transport'],
	'n8n/webhooks': ['core', 'n8n/givingWay', 'n8n/parameters', 'n8n/transport', 'n8n/items'],
	'n8n/polling': ['core', 'n8n/givingWay', 'n8n/parameters', 'n8n/transport', 'n8n/webhooks'],
	'n8n/waiting': ['core', 'n8n/givingWay', 'n8n/parameters', 'n8n/transport', 'n8n/items', 'n8n/webhooks'],
	'platforms/platform': ['core', 'n8n'],
	'platforms/shared': ['core', 'n8n', 'platforms/platform'],
	'platforms/*': ['core', 'n8n', 'platforms/platform', 'platforms/shared'],
	'platforms/index': ['platforms'],
	'nodes/*': ['core', 'n8n', 'platforms/platform', 'platforms/index'],
	credentials: [],
	// Each is a package of its own: the heads of its nodes.
	'editions/*': ['nodes', 'platforms'],
	// Not shipped, but shares no code with what is: it reads the contracts by itself.
	'workshop/sandbox': [],
};

/**
 * Packages that a shipped place may import, the longest path that fits counts.
 *
 * @type {Record<string, string[]>}
 */
const PACKAGES = {
	core: ['crypto'],
	// The build puts the parser in the place of this file.
	'core/readers/saxes': ['saxes'],
	credentials: ['n8n-workflow'],
	editions: ['n8n-workflow'],
	n8n: ['crypto', 'n8n-workflow'],
	nodes: ['n8n-workflow'],
	platforms: ['crypto', 'n8n-workflow'],
};

/**
 * Whether the table allows an import, of types too. Files that are in none of its folders may import anything.
 *
 * @param {string} file path from the root, with forward slashes
 * @param {string} specifier as the file writes it
 */
function mayImport(file, specifier) {
	const place = placeOf(file);
	if (place === null) return !SHIPPED.includes(file.split('/')[0]);
	if (!specifier.startsWith('.')) return packagesFor(file)?.includes(specifier) ?? true;
	const target = path.join(path.dirname(file), specifier);
	const imported = target in FOLDERS_WITH_INDEX ? `${target}/index` : target;
	return [place, ...rulesFor(place)].some((allowed) => isIn(imported, allowed));
}

/**
 * The place that a file is in; `null` when it is in none.
 *
 * @param {string} file path from the root, with forward slashes
 * @returns {string | null}
 */
function placeOf(file) {
	return outward(file).find((place) => rulesFor(place) !== undefined) ?? null;
}

/** Folders that stand for their index where the index is a place of its own. */
const FOLDERS_WITH_INDEX = Object.fromEntries(
	Object.keys(MAY_IMPORT)
		.filter((place) => place.endsWith('/index'))
		.map((place) => [path.dirname(place), place]),
);

function rulesFor(place) {
	return MAY_IMPORT[place] ?? MAY_IMPORT[`${path.dirname(place)}/*`];
}

function packagesFor(file) {
	const place = outward(file).find((candidate) => candidate in PACKAGES);
	return place && PACKAGES[place];
}

/** The file without its ending, and the folders around it, the innermost first. */
function outward(file) {
	const parts = file.replace(/\.[jt]s(on)?$/, '').split('/');
	return parts.map((_, count) => parts.slice(0, parts.length - count).join('/'));
}

function isIn(target, place) {
	return target === place || target.startsWith(`${place}/`);
}

module.exports = { MAY_IMPORT, SHIPPED, mayImport, placeOf };
