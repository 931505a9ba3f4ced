/** The packages of `editions/`, from their sources. What is packed of them is checked by `npm run editions -- --check`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INode, INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import rootManifest from '../../package.json';
import { platforms } from '../../platforms';
import { EXAMPLE, exampleOf } from '../../scripts/lib/editions/examples';
import { editions, FULL } from '../../scripts/lib/editions/table';
import { root, textOf } from './importGraph';

interface Manifest {
	name: string;
	version: string;
	keywords: string[];
	description: string;
	repository: { url: string; directory: string };
	n8n: { nodes: string[]; credentials: string[]; strict: boolean };
}

const full = rootManifest.n8n.nodes.map((file) => nodeIn('', file));
const packages = editions.map((edition) => {
	const manifest = JSON.parse(textOf(`editions/${edition.name}/package.json`)) as Manifest;
	return {
		...edition,
		manifest,
		types: manifest.n8n.nodes.map((file) => nodeIn(`editions/${edition.name}/`, file)),
	};
});
const services = packages.filter(({ platform }) => platform !== null);

test('there is one for each folder', () => {
	expect(packages.map(({ name }) => name).sort()).toEqual(readdirSync(path.join(root, 'editions')).sort());
});

test.each([
	['name', ({ description }: INodeType) => description.name],
	['display name', ({ description }: INodeType) => description.displayName],
])('no node has the %s of another one in any of the packages, or n8n refuses to install both', (_, of) => {
	const all = [full, ...packages.map(({ types }) => types)].flat().map(of);
	expect([...new Set(all)]).toEqual(all);
});

describe.each(packages)('$name', ({ name, nodes, manifest, types }) => {
	test('has a manifest that n8n accepts, and the version of the full package', () => {
		expect(manifest).toMatchObject({
			name,
			version: rootManifest.version,
			license: 'MIT',
			author: rootManifest.author,
			files: ['dist'],
			peerDependencies: { 'n8n-workflow': '*' },
			repository: { ...rootManifest.repository, directory: `editions/${name}` },
		});
		expect(manifest.keywords).toContain('n8n-community-node-package');
		expect(manifest.n8n.strict).toBe(true);
		for (const key of ['dependencies', 'devDependencies', 'optionalDependencies', 'scripts', 'overrides']) {
			expect(manifest).not.toHaveProperty(key);
		}
	});

	test('has the nodes that it is made of, each with codex, icons and a display name of its own', () => {
		expect(types.map(({ description }) => description.name).sort()).toEqual(Object.keys(nodes).sort());
		for (const file of manifest.n8n.nodes) {
			const source = `editions/${name}/${sourceOf(file)}`;
			const codex = JSON.parse(textOf(source.replace(/\.ts$/, '.json'))) as { node: string };
			expect(codex.node).toBe(name);
			const icons = [...textOf(source).matchAll(/'file:([^']+)'/g)].map(([, icon]) => icon as string);
			expect(icons).toHaveLength(2);
			for (const icon of icons) expect(existsSync(path.join(root, path.dirname(source), icon))).toBe(true);
		}
	});

	test('names the credentials that its nodes use, of which the full package has the classes', () => {
		const used = types.flatMap(({ description }) =>
			(description.credentials ?? []).map(({ name: type }) => type),
		);
		const declared = manifest.n8n.credentials.map((file) => path.basename(file, '.credentials.js'));
		expect(declared.map((type) => type[0]!.toLowerCase() + type.slice(1)).sort()).toEqual(
			[...new Set(used)].sort(),
		);
		expect(rootManifest.n8n.credentials).toEqual(expect.arrayContaining(manifest.n8n.credentials));
	});

	test('is of version and output of the node that it stands for', () => {
		for (const { description } of types) {
			const { description: its } = full.find((node) => node.description.name === nodes[description.name])!;
			const { outputs, outputNames, polling, usableAsTool } = its;
			expect(description).toMatchObject(
				JSON.parse(JSON.stringify({ outputs, outputNames, polling, usableAsTool })) as object,
			);
			expect([description.version].flat()).toEqual([[its.version].flat().at(-1)]);
		}
	});

	test('has a webhook where something calls it, and only there', () => {
		for (const type of types) {
			const { name: type_, webhooks } = type.description;
			const isCalled = nodes[type_] === 'testRunTrigger' || type_ === 'qodex';
			expect([type_, webhooks?.length ?? 0, type.webhook !== undefined]).toEqual([
				type_,
				isCalled ? 1 : 0,
				isCalled,
			]);
		}
	});
});

describe.each(packages)('$name', ({ name, platform, nodes, types, maxPackedBytes }) => {
	test('its example is that of its template, of its own nodes and those of n8n', () => {
		const example = JSON.parse(textOf(`editions/${name}/${EXAMPLE}`)) as { nodes: INode[] };
		expect(example).toEqual(exampleOf({ name, platform, nodes, maxPackedBytes }, root));
		for (const node of example.nodes) {
			const [from, type] = node.type.split('.');
			expect(['n8n-nodes-base', name]).toContain(from);
			expect(node).not.toHaveProperty('credentials');
			const { description } = types.find((candidate) => candidate.description.name === type) ?? {};
			if (!description) continue;
			const known = NodeHelpers.getNodeParameters(
				description.properties,
				node.parameters,
				true,
				false,
				node,
				description,
			);
			expect(known).toMatchObject(node.parameters);
			expect([description.version].flat()).toContain(node.typeVersion);
			const events = description.properties.find(({ name: parameter }) => parameter === 'events');
			const offered = ((events?.options ?? []) as INodePropertyOptions[]).map(({ value }) => value);
			if (events) expect(offered).toEqual(expect.arrayContaining(node.parameters.events as string[]));
		}
	});

	test('its README names each operation, its own pictures and its example', () => {
		const readme = textOf(`editions/${name}/README.md`);
		const operations = types.flatMap(({ description }) =>
			description.properties.filter(({ name: parameter }) => parameter === 'operation'),
		);
		const names = operations.flatMap(({ options }) =>
			(options as INodePropertyOptions[]).map((option) => option.name.split(' (')[0]!),
		);
		if (platform !== null) expect(names.filter((operation) => !readme.includes(operation))).toEqual([]);
		const pictures = [...readme.matchAll(/\/main\/(editions\/[^)]+\.png)\)/g)].map(([, file]) => file!);
		const taken = readdirSync(path.join(root, 'editions', name, 'images'));
		expect(pictures.sort()).toEqual(taken.map((file) => `editions/${name}/images/${file}`).sort());
		expect(readme).toContain(`editions/${name}/${EXAMPLE}`);
	});
});

describe.each(services)('$name', ({ platform, types, nodes }) => {
	const action = types.find(({ description }) => nodes[description.name] === 'testRun')!;
	const fullAction = full.find(({ description }) => description.name === 'testRun')!;
	const service = platforms.find(({ id }) => id === platform)!;

	test('displays no platform, and keeps it readable', () => {
		for (const { description } of types) {
			const field = description.properties.find(({ displayName }) => displayName === 'Platform')!;
			expect(field).toMatchObject({ type: 'hidden', default: platform });
			expect(field.options).toEqual([{ name: service.name, value: platform }]);
			expect(description.subtitle).not.toContain(field.name);
		}
	});

	test('has the operations and parameters of the platform in the full package', () => {
		expect(operationsOf(action, platform!)).toEqual(operationsOf(fullAction, platform!));
		expect(fieldsOf(action, platform!)).toEqual(fieldsOf(fullAction, platform!));
		expect(fieldsOf(action, platform!).length).toBeGreaterThan(5);
	});

	test('calls its actions as n8n wants it: without articles, and without the service, which heads the list', () => {
		const field = action.description.properties.find(({ name }) => name === 'operation')!;
		const actions = (field.options as INodePropertyOptions[]).map((option) => option.action!);
		expect(actions).toContain('Get run');
		for (const text of actions) {
			expect(text).not.toMatch(new RegExp(`\\b(?:an?|the|${service.name})\\b`));
			expect(text).toMatch(/^[A-Z][a-z]+ .*(?<! to| in| of| from)$/);
		}
	});

	test('has no parameter for what it never does', () => {
		for (const { description } of types) {
			const shownFor = JSON.stringify(description.properties).match(/"\/platform":\[\]/);
			expect(shownFor).toBeNull();
		}
		const hasWebhooks = operationsOf(action, platform!).some((value) => String(value).endsWith('Webhook'));
		expect(action.description.sensitiveOutputFields).toEqual(hasWebhooks ? ['secret'] : undefined);
	});

	test('speaks of no other platform, where a node is chosen', () => {
		const others = platforms.filter(({ id }) => id !== platform).map(({ name }) => name);
		for (const { description } of types) {
			expect(description.displayName).toContain(service.name);
			for (const other of others) expect(description.description).not.toContain(other);
		}
	});
});

test('none needs a package that is not there', () => {
	expect(packages.map(({ name }) => name)).not.toContain(FULL);
	for (const { name } of packages)
		expect(readFileSync(path.join(root, 'editions', name, 'README.md'), 'utf8')).toMatch(`# ${name}\n`);
});

function nodeIn(folder: string, compiled: string): INodeType {
	const file = path.join(root, folder, sourceOf(compiled));
	const className = path.basename(file).split('.')[0] as string;
	const classes = jest.requireActual<Record<string, new () => INodeType>>(file);
	return new classes[className]!();
}

function sourceOf(compiled: string): string {
	return compiled.replace(/^dist\//, '').replace(/\.js$/, '.ts');
}

function shownFor(platform: string) {
	return ({ displayOptions }: INodeProperties) => displayOptions?.show?.resource?.includes(platform) ?? false;
}

function operationsOf({ description }: INodeType, platform: string) {
	const field = description.properties.filter(shownFor(platform)).find(({ name }) => name === 'operation');
	return (field?.options as INodePropertyOptions[]).map(({ value }) => value);
}

function fieldsOf({ description }: INodeType, platform: string) {
	return description.properties.filter(shownFor(platform)).map(({ name }) => name);
}
