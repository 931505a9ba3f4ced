/** Texts of the panels that lead people on: links to documentation, steps, and the labels of addresses. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

import { TestRun } from '../../nodes/TestRun/TestRun.node';
import { TestRunGate } from '../../nodes/TestRunGate/TestRunGate.node';
import { TestRunHistory } from '../../nodes/TestRunHistory/TestRunHistory.node';
import { TestRunPollingTrigger } from '../../nodes/TestRunPollingTrigger/TestRunPollingTrigger.node';
import { TestRunReader } from '../../nodes/TestRunReader/TestRunReader.node';
import { TestRunReport } from '../../nodes/TestRunReport/TestRunReport.node';
import { TestRunTrigger } from '../../nodes/TestRunTrigger/TestRunTrigger.node';
import packageJson from '../../package.json';
import { actionGroups, platforms } from '../../platforms';
import { setupSteps } from '../../platforms/shared/setupSteps';
import { credentialTypes } from './support';

const root = path.join(__dirname, '../..');
const REPOSITORY = 'https://github.com/n8n-nodes-test-runs/n8n-nodes-test-runs';

interface Codex {
	resources: Record<'primaryDocumentation' | 'credentialDocumentation', Array<{ url: string }> | undefined>;
}

/** A field and all that are inside it. */
function withParts(field: INodeProperties): INodeProperties[] {
	const parts = (field.options ?? []).flatMap((option) =>
		'values' in option ? option.values.flatMap(withParts) : 'type' in option ? withParts(option) : [],
	);
	return [field, ...parts];
}

/** The file or folder that a link leads to on the main branch. */
function placeOf(url: string): string {
	expect(url.startsWith(REPOSITORY)).toBe(true);
	return path.join(root, url.slice(REPOSITORY.length).replace(/^\/(blob|tree)\/main/, ''));
}

// n8n puts its own query behind the link of a node: behind an anchor it would become part of the anchor.
test.each(packageJson.n8n.nodes)('the links of %s lead to pages that are there, and to no anchor', (file) => {
	const codex = file.replace('dist/', '').replace('.node.js', '.node.json');
	const { resources } = JSON.parse(readFileSync(path.join(root, codex), 'utf8')) as Codex;
	const urls = Object.values(resources).flatMap((links) => links?.map(({ url }) => url) ?? []);

	expect(urls.length).toBeGreaterThan(0);
	for (const url of urls) {
		expect(url).not.toMatch(/[#?]/);
		expect(existsSync(placeOf(url))).toBe(true);
	}
});

test.each(credentialTypes.map((type) => [type.name, type] as const))(
	'the link of %s leads to the page of its platform',
	(name, { documentationUrl }) => {
		const page = placeOf(documentationUrl);

		expect(existsSync(page)).toBe(true);
		expect(name.toLowerCase()).toContain(path.basename(page, '.md'));
		expect(readFileSync(page, 'utf8')).toContain('## Credential');
	},
);

test('the address of an API has the same label in every credential', () => {
	const isAddress = ({ default: usual }: INodeProperties) => /^https?:/.test(String(usual));
	const labels = credentialTypes.flatMap(({ properties }) =>
		properties.filter(isAddress).map(({ displayName }) => displayName),
	);

	expect(labels).toEqual(['Base URL', 'Base URL', 'Base URL', 'Base URL', 'Base URL', 'Base URL']);
});

test('what a wrong slug does is said where it is entered, since the test of the credential does not notice it', () => {
	const qodex = credentialTypes.find(({ name }) => name === 'testRunQodexApi');
	const slug = qodex?.properties.find(({ name }) => name === 'projectSlug');

	expect(slug?.description).toContain('The test of this credential does not notice a wrong one');
});

/** What an id is asked for with, and what shows in its empty field. */
const idFields = actionGroups.flatMap(({ id, operations }) =>
	operations.flatMap(({ value, fields }) =>
		fields
			.filter(({ name }) => ['runId', 'runIds', 'previousRunId', 'webhookId', 'defectId'].includes(name))
			.map(({ name, placeholder, modes, description }) => ({
				where: `${id} ${value} ${name}`,
				name,
				placeholder: modes?.find((mode) => mode.name === 'id')?.placeholder ?? placeholder,
				description,
			})),
	),
);

test.each(idFields)('$where shows an expression that can be pasted', ({ name, placeholder, description }) => {
	expect(placeholder).toMatch(/^e\.g\. \{\{ \$(json|\('Earlier Run'\)\.item\.json)\.(id|hookId) \}\}$/);
	if (name.startsWith('runId'))
		expect(description).toMatch(/Behind a trigger.* \{\{ \$json\.run\.id \}\}\.$/);
});

test('what can be created or listed before a Qase run is named by the id of its item', () => {
	const qase = platforms.find(({ id }) => id === 'qase');
	const placeholders = (fields: INodeProperties[]): string[] =>
		fields.flatMap(({ name, modes = [], options = [] }) => [
			...(/^(plan|milestone|environment)Id$/.test(name) || modes.some(isOfConfigurations)
				? [`${name} ${modes.at(-1)?.placeholder}`]
				: []),
			...options.flatMap((option) =>
				'values' in option ? placeholders(option.values) : 'type' in option ? placeholders([option]) : [],
			),
		]);
	const shown = qase?.operations.flatMap(({ fields }) => placeholders(fields)) ?? [];

	expect([...new Set(shown)].sort()).toEqual(
		['environmentId', 'id', 'milestoneId', 'planId'].map((name) => `${name} e.g. {{ $json.id }}`),
	);
});

function isOfConfigurations({ typeOptions }: INodePropertyMode): boolean {
	return typeOptions?.searchListMethod === 'qaseConfigurations';
}

test('where Include Case Details reads failures by itself, Include Failures says how many', () => {
	const described = actionGroups.flatMap(({ id, operations }) =>
		operations.flatMap(({ value, fields }) => {
			const options = fields.flatMap(({ options: inner = [] }) => inner as INodeProperties[]);
			const has = (name: string) => options.find((option) => option.name === name);
			if (!has('includeCaseDetails') || !has('includeFailures')) return [];
			return [[`${id} ${value}`, has('includeFailures')!.description] as const];
		}),
	);

	expect(described.map(([name]) => name)).toEqual(['qase getRun', 'qase waitForRun']);
	for (const [, description] of described)
		expect(description).toContain('Include Case Details without this option reads up to 20');
});

test('only switches are described by what they decide', () => {
	const fields = actionGroups.flatMap(({ id, operations }) =>
		operations.flatMap(({ value, fields: own }) =>
			own.flatMap(withParts).map((field) => ({ ...field, where: `${id} ${value} ${field.name}` })),
		),
	);
	const wrong = fields.filter(
		({ type, description }) => type !== 'boolean' && description?.startsWith('Whether '),
	);

	expect(fields.some(({ where }) => where === 'qase createMilestone status')).toBe(true);
	expect(wrong.map(({ where }) => where)).toEqual([]);
});

test('steps are numbered, and have no bullets beside the numbers', () => {
	expect(setupSteps('First:', ['Open it.', 'Close it.'], 'Done.')).toBe(
		'First:<ul>1. Open it.</ul><ul>2. Close it.</ul>Done.',
	);
	const notices = platforms.flatMap(({ trigger }) => trigger.setupNotice ?? []);
	expect(notices).toHaveLength(3);
	for (const notice of notices) {
		const steps = [...notice.matchAll(/<ul>(\d+)\. /g)].map(([, number]) => Number(number));
		expect(steps).toEqual([...notice.matchAll(/<ul>/g)].map((_, index) => index + 1));
		expect(steps.length).toBeGreaterThan(3);
	}
});

test('notices have no tags but lists, since n8n 2 takes all others out and runs the words together', () => {
	const nodes = [
		TestRun,
		TestRunGate,
		TestRunHistory,
		TestRunPollingTrigger,
		TestRunReader,
		TestRunReport,
		TestRunTrigger,
	];
	const notices = nodes
		.flatMap((node) => new node().description.properties)
		.flatMap(withParts)
		.filter(({ type }) => type === 'notice')
		.map(({ displayName }) => displayName);
	const other = notices.filter((notice) => /<(?!\/?(ul|li|a)\b)/.test(notice));

	expect(notices.length).toBeGreaterThan(15);
	expect(other).toEqual([]);
});
