/** What every node and credential promises the editor; walks all parameters of all nodes. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
	NodeHelpers,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { TestRun } from '../../nodes/TestRun/TestRun.node';
import { TestRunGate } from '../../nodes/TestRunGate/TestRunGate.node';
import { TestRunHistory } from '../../nodes/TestRunHistory/TestRunHistory.node';
import { TestRunPollingTrigger } from '../../nodes/TestRunPollingTrigger/TestRunPollingTrigger.node';
import { TestRunReader } from '../../nodes/TestRunReader/TestRunReader.node';
import { TestRunReport } from '../../nodes/TestRunReport/TestRunReport.node';
import { TestRunTrigger } from '../../nodes/TestRunTrigger/TestRunTrigger.node';
import { actionGroups, platforms } from '../../platforms';
import packageJson from '../../package.json';
import { shown, walk } from './parameters';
import { reads, sourceFrom } from './sourceOf';

const root = path.join(__dirname, '../..');
const nodes: INodeType[] = [
	new TestRun(),
	new TestRunTrigger(),
	new TestRunGate(),
	new TestRunHistory(),
	new TestRunReader(),
	new TestRunReport(),
	new TestRunPollingTrigger(),
];
const byName = nodes.map((node) => [node.description.name, node] as const);
const CATEGORIES = ['Analytics', 'Communication', 'Development', 'Miscellaneous', 'Productivity', 'Utility'];

const folderOf = ({ name }: INodeTypeDescription) =>
	path.join(root, 'nodes', name[0].toUpperCase() + name.slice(1));

/** n8n wants lists of five and more in alphabetical order. */
const isLong = (names: string[]) => names.length >= 5;
/** Names such as `Defects: Create Defect` stand in the order of the platform's own settings. */
const isGrouped = (names: string[]) => names.filter((name) => name.includes(': ')).length > names.length / 2;
const sorted = (names: string[]) => [...names].sort((a, b) => a.localeCompare(b));

describe.each(byName)('%s', (_, node) => {
	const { description } = node;
	const entries = walk(description.properties);
	const values = ({ options }: INodeProperties) => (options ?? []) as INodePropertyOptions[];
	const lists = entries.filter(
		({ property: { type, typeOptions } }) =>
			['options', 'multiOptions'].includes(type) && !typeOptions?.loadOptionsMethod,
	);

	describe('choices', () => {
		test('has a codex, icons that differ, and no credential that the package does not bring', () => {
			const folder = folderOf(description);
			const file = path.basename(folder);
			const codex = JSON.parse(readFileSync(path.join(folder, `${file}.node.json`), 'utf8')) as {
				node: string;
				categories: string[];
			};
			expect(codex.node).toBe(packageJson.name);
			expect(codex.categories.length).toBeGreaterThan(0);
			expect(CATEGORIES).toEqual(expect.arrayContaining(codex.categories));

			const { light, dark } = description.icon as { light: string; dark: string };
			const [lightIcon, darkIcon] = [light, dark].map((icon) =>
				readFileSync(path.join(folder, icon.replace('file:', '')), 'utf8'),
			);
			expect(lightIcon).toContain('<svg');
			expect(darkIcon).toContain('<svg');
			expect(lightIcon).not.toBe(darkIcon);

			for (const { name } of description.credentials ?? []) {
				const file = `dist/credentials/${name[0].toUpperCase()}${name.slice(1)}.credentials.js`;
				expect(packageJson.n8n.credentials).toContain(file);
			}
			expect(packageJson.n8n.nodes).toContain(`dist/nodes/${file}/${file}.node.js`);
		});

		test('names nodes that exist to the AI builder', () => {
			const { searchHint, relatedNodes = [] } = description.builderHint ?? {};
			const ours = relatedNodes.filter(({ nodeType }) => nodeType.startsWith(`${packageJson.name}.`));
			const names = nodes.map((one) => `${packageJson.name}.${one.description.name}`);

			expect(searchHint?.length).toBeGreaterThan(50);
			expect(names).toEqual(expect.arrayContaining(ours.map(({ nodeType }) => nodeType)));
			expect(ours.length).toBeGreaterThan(0);
		});

		test('shows lists in alphabetical order, with a default that is on them', () => {
			for (const { where, property } of lists) {
				const names = values(property).map(({ name }) => name);
				if (isLong(names) && !isGrouped(names))
					expect({ where, names }).toEqual({ where, names: sorted(names) });
				const known = values(property).map(({ value }) => value);
				expect({ where, known }).toEqual({ where, known: expect.arrayContaining([property.default].flat()) });
				expect(new Set(known).size).toBe(known.length);
			}
			for (const { where, property } of entries.filter(({ property }) => property.type === 'collection')) {
				const names = (property.options as INodeProperties[]).map(({ displayName }) => displayName);
				expect({ where, names }).toEqual({ where, names: sorted(names) });
				expect(property.default).toEqual({});
			}
		});

		test('takes no expression where the panel itself depends on the choice', () => {
			for (const { where, property } of entries) {
				if (
					['resource', 'operation', 'platform'].includes(where) &&
					!property.displayOptions?.show?.resource?.includes('any')
				) {
					expect({ where, noDataExpression: property.noDataExpression }).toEqual({
						where,
						noDataExpression: true,
					});
				}
			}
		});
	});

	describe('switches, limits and lists', () => {
		test('offers Return All with a Limit that shows without it', () => {
			for (const { siblings, property } of entries.filter(({ property }) => property.name === 'returnAll')) {
				expect(property).toMatchObject({
					displayName: 'Return All',
					type: 'boolean',
					default: false,
					description: 'Whether to return all results or only up to a given limit',
				});
				const { resource, operation } = property.displayOptions?.show ?? {};
				const limit = siblings.find(
					({ name, displayOptions }) =>
						name === 'limit' && String(displayOptions?.show?.resource) === String(resource),
				);
				expect(limit).toMatchObject({
					typeOptions: { minValue: 1 },
					default: 50,
					description: 'Max number of results to return',
					displayOptions: { show: { resource, operation, returnAll: [false] } },
				});
			}
			for (const { siblings, property } of entries.filter(({ property }) => property.name === 'limit')) {
				expect(siblings.some(({ name }) => name === 'returnAll')).toBe(
					property.displayOptions?.show?.returnAll !== undefined,
				);
			}
		});

		test('shows Simplify below all that the operation asks for, and above its collections', () => {
			const groups = node.description.name === 'testRun' ? actionGroups : [];
			for (const { id: resource, operations } of groups) {
				for (const { value: operation } of operations) {
					const fields = shown(node, { resource, operation });
					const at = fields.findIndex(({ name }) => name === 'simplify');
					const below = fields.slice(at + 1).filter(({ type }) => type !== 'collection');
					if (at >= 0) expect({ resource, operation, below }).toEqual({ resource, operation, below: [] });
				}
			}
		});

		test('picks from a list first, by a search that it has', () => {
			for (const { where, property } of entries.filter(
				({ property }) => property.type === 'resourceLocator',
			)) {
				const [first, ...others] = property.modes ?? [];
				expect({ where, first }).toMatchObject({
					where,
					first: { name: 'list', displayName: 'From List', type: 'list' },
				});
				expect(others.length).toBeGreaterThan(0);
				expect(property.default).toEqual({ mode: 'list', value: '' });
				expect(Object.keys(node.methods?.listSearch ?? {})).toContain(first?.typeOptions?.searchListMethod);
			}
		});

		test('says what a switch decides', () => {
			for (const { where, property } of entries.filter(({ property }) => property.type === 'boolean')) {
				expect({ where, description: property.description }).toEqual({
					where,
					description: expect.stringMatching(/^Whether /),
				});
			}
		});
	});
});

test('actions and the history are offered to agents; the others have nothing to call', () => {
	expect(nodes.map(({ description }) => [description.name, description.usableAsTool])).toEqual([
		['testRun', true],
		['testRunTrigger', undefined],
		['testRunGate', undefined],
		['testRunHistory', true],
		['testRunReader', undefined],
		['testRunReport', undefined],
		['testRunPollingTrigger', undefined],
	]);
});

describe('Test Run Trigger', () => {
	const [, node] = nodes;

	test.each(platforms.map(({ id, trigger }) => [id, trigger] as const))(
		'%s shows its own parameters and credential',
		(platform, trigger) => {
			const names = shown(node, { platform }).map(({ name }) => name);
			const own = trigger.fields.map(({ name }) => name);
			const notice = trigger.setupNotice ? [`${platform}Notice`] : [];

			for (const name of names)
				expect(['platform', ...notice, ...own, 'events', 'filters', 'options']).toContain(name);
			expect(names).toEqual(expect.arrayContaining(['platform', ...notice, 'events']));
			const credentials = (node.description.credentials ?? []).filter((credential) =>
				NodeHelpers.displayParameter({ platform }, credential, null, node.description),
			);
			expect(credentials.map(({ name }) => name)).toEqual([trigger.credential]);
		},
	);

	test('lists its events where the node panel looks for them', () => {
		const first = node.description.properties.find(({ displayName }) => displayName === 'Trigger On');
		expect(first).toMatchObject({ name: 'events', type: 'multiOptions', required: true });
	});
});

test.each([
	'TestRunGate',
	'TestRunHistory',
	'TestRunPollingTrigger',
	'TestRunReader',
	'TestRunReport',
	'TestRunTrigger',
])('%s reads all its parameters', (name) => {
	const { description } = nodes.find((node) => node.constructor.name === name) as INodeType;
	const source = sourceFrom(`nodes/${name}/${name}.node.ts`);
	const unread = walk(description.properties).filter(
		({ property }) => property.type !== 'notice' && !reads(source, property.name),
	);

	expect(unread.map(({ where }) => where)).toEqual([]);
});

test.each(packageJson.n8n.credentials)('%s has an icon, a test and a page to read', async (file) => {
	const source = path.join(root, file.replace('dist/', '').replace('.js', ''));
	const exported = (await import(source)) as Record<
		string,
		new () => { name: string; icon: { light: string; dark: string }; test?: object; documentationUrl: string }
	>;
	const [[className, Credential]] = Object.entries(exported);
	const { name, icon, test: request, documentationUrl } = new Credential();

	expect(name).toBe(className[0].toLowerCase() + className.slice(1));
	for (const one of [icon.light, icon.dark])
		expect(existsSync(path.join(root, 'credentials', one.replace('file:', '')))).toBe(true);
	expect(documentationUrl).toMatch(/^https:\/\//);
	const testedByNode = nodes.some(({ description }) =>
		description.credentials?.some((used) => used.name === name && used.testedBy),
	);
	expect(request !== undefined || testedByNode).toBe(true);
});
