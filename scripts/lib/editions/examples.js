/** The example workflow of each edition, made of a template. */
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { moveWorkflow } = require('./move');

/** What the trigger of each platform is set to: the events about ends of a run, and what it requires. */
const TRIGGERS = {
	preclinical: { scope: 'organization', events: ['RUN_FINISH', 'RUN_CANCELED'] },
	qase: { events: ['RUN_FINISH', 'RUN_CANCELED'] },
	qodex: { events: ['RUN_FINISH'] },
	testclix: { events: ['RUN_FINISH'] },
};

/** What comes out of the trigger, as a message. */
const MESSAGE =
	"={{ $json.run.verdict }}: {{ $json.run.name ?? $json.run.id }}\n{{ $json.run.verdictReason }}\n{{ ($json.run.failures ?? []).slice(0, 10).map((test) => '- ' + test.title).join('\\n') }}\n{{ $json.run.url ?? '' }}";

/** Where the file of an example is, below the folder of its edition. */
const EXAMPLE = 'examples/example.json';

/**
 * A workflow of n8n's own nodes and those of the edition alone.
 *
 * @param {import('./table.js').Edition} edition
 * @param {string} root folder of the project
 * @returns {object} as n8n exports it
 */
function exampleOf({ name, platform }, root) {
	const read = (template) =>
		JSON.parse(fs.readFileSync(path.join(root, 'templates', `${template}.json`), 'utf8'));
	const source =
		platform === null ? read('ci-report-gate') : withoutGate(read('run-failed-to-slack'), platform);
	const { workflow, left } = moveWorkflow(source, name);
	if (left.length > 0) throw new Error(`${name} has no ${left.join(', ')}`);
	return { ...workflow, nodes: workflow.nodes.map((node) => withOwnAddress(node, name)) };
}

/** Two workflows cannot be active with one address. */
function withOwnAddress(node, name) {
	if (node.webhookId === undefined) return node;
	const hex = createHash('sha256').update(`${name} ${node.name}`).digest('hex');
	const webhookId = [
		hex.slice(0, 8),
		hex.slice(8, 12),
		hex.slice(12, 16),
		hex.slice(16, 20),
		hex.slice(20, 32),
	];
	return { ...node, webhookId: webhookId.join('-') };
}

/** The template with an If in place of Gate and Report, which an edition of one service does not have. */
function withoutGate(template, platform) {
	const named = (name) => template.nodes.find((node) => node.name === name);
	const [start, decision, end] = template.nodes.filter(({ type }) => type.endsWith('.stickyNote'));
	const trigger = {
		...named('Run Finished'),
		parameters: { platform, ...TRIGGERS[platform], filters: {}, options: {} },
	};
	const slack = named('Post to Slack');
	const { blocksUi, ...parameters } = slack.parameters;
	const message = {
		...slack,
		position: [720, 0],
		parameters: { ...parameters, messageType: 'text', text: MESSAGE },
	};
	return {
		...template,
		nodes: [
			noted(
				start,
				[-64, 464],
				'## A run ends\n**To fill in:** in **Run Finished** the credential; where the panel has a notice, also the webhook, as it says.\n\nUp to 20 failed tests are read with the run. Publish (activate) the workflow when all is filled in.',
			),
			noted(
				decision,
				[416, 224],
				'## It did not pass\nPassed runs stay silent. What neither passed nor failed is reported too.',
			),
			noted(
				end,
				[656, 320],
				'## Tell Slack\n**To fill in:** in **Post to Slack** your credential and the channel. The bot needs the scope `chat:write` and must be a member of the channel.',
			),
			trigger,
			NOT_PASSED,
			message,
		],
		connections: { 'Run Finished': to(NOT_PASSED.name), [NOT_PASSED.name]: to(slack.name) },
	};
}

const NOT_PASSED = {
	id: 'not-passed',
	name: 'Not Passed?',
	type: 'n8n-nodes-base.if',
	typeVersion: 2.2,
	position: [480, 0],
	parameters: {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
			combinator: 'and',
			conditions: [
				{
					id: 'verdict',
					leftValue: '={{ $json.run.verdict }}',
					rightValue: 'passed',
					operator: { type: 'string', operation: 'notEquals' },
				},
			],
		},
	},
};

function noted(note, [left, width], content) {
	const { position, parameters } = note;
	return {
		...note,
		position: [left, position[1]],
		parameters: { ...parameters, content, width, height: 480 },
	};
}

function to(name) {
	return { main: [[{ node: name, type: 'main', index: 0 }]] };
}

module.exports = { EXAMPLE, exampleOf };
