import * as fc from 'fast-check';

import { atOnce } from '../../../../core/text/inTurns';
import { slackFields, slackMessage, slackText } from '../../../../core/reports/slack';
import { sampleFailure, sampleRun } from '../sampleRun';
import { blockViolations } from './blockKit';
import { harmless, hostileRun, hostileText, reportOn, RUNS } from './hostile';

const SETTINGS = { marker: null, isTitled: false, includeStack: false };

const run = sampleRun({
	name: 'Nightly',
	url: 'https://example.com/runs/1',
	counts: { total: 12, passed: 9, failed: 3, flaky: 0 },
	branch: 'main',
	failures: [
		sampleFailure('pays', { change: 'new', url: 'https://example.com/tests/1' }),
		sampleFailure('was broken', { change: 'recovered' }),
		sampleFailure('wobbles', { flaky: true }),
	],
});

/** Blocks without their texts: what markup in a text would change. */
const skeletonOf = (blocks: unknown) =>
	JSON.stringify(blocks, (key, value: unknown) =>
		key === 'text' && typeof value === 'string' ? 'text' : value,
	);

test('is a message of header, decision, counts, failures and what is left out', async () => {
	const { blocks, text } = await slackMessage(await reportOn(run), false);

	expect(blockViolations(blocks)).toEqual([]);
	const plain = (words: string) => ({ type: 'plain_text', text: words, emoji: false });
	const bold = { bold: true };
	expect(blocks).toEqual([
		{ type: 'header', text: plain('❌ Failed: Nightly') },
		{
			type: 'rich_text',
			elements: [
				{
					type: 'rich_text_section',
					elements: [
						{ type: 'text', text: '3 of 12 tests failed.' },
						{ type: 'text', text: '\nPass rate: ', style: bold },
						{ type: 'text', text: '75%' },
						{ type: 'text', text: '\nBranch: ', style: bold },
						{ type: 'text', text: 'main' },
						{ type: 'text', text: '\n' },
						{ type: 'link', url: 'https://example.com/runs/1', text: 'Open the run' },
					],
				},
			],
		},
		{ type: 'section', fields: [plain('Passed: 9'), plain('Failed: 3'), plain('Total: 12')] },
		{
			type: 'rich_text',
			elements: [
				{
					type: 'rich_text_section',
					elements: [
						{ type: 'link', url: 'https://example.com/tests/1', text: 'checkout > pays', style: bold },
						{ type: 'text', text: '  new' },
						{ type: 'text', text: '\ntests/checkout.spec.ts' },
					],
				},
				{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'boom' }] },
			],
		},
		{ type: 'context', elements: [plain('3 failed tests are counted, but only 1 could be read.')] },
		{ type: 'context', elements: [plain('Flaky: checkout > wobbles')] },
		{ type: 'context', elements: [plain('Recovered: checkout > was broken')] },
	]);
	expect(text).toBe('Failed: Nightly. 3 of 12 tests failed: checkout &gt; pays');
});

test('the message is what the Slack node takes as a whole, and keeps its blocks to itself', async () => {
	const fields = (await slackFields(await reportOn(run), SETTINGS, atOnce)) as {
		text: string;
		message: { text: string; blocks: unknown[] };
		blocks: unknown[];
	};

	expect(Object.keys(fields)).toEqual(['text', 'message', 'blocks']);
	expect(fields.message).toEqual({ text: fields.text, blocks: fields.blocks });
	fields.message.blocks.push({ type: 'section' });
	expect(fields.blocks).toHaveLength(fields.message.blocks.length - 1);
});

test('leaves room for the block that the Slack node of n8n adds', async () => {
	const failures = Array.from({ length: 60 }, (_, index) =>
		sampleFailure(`t${index}`, { suite: null, file: null, error: { message: null, stack: null } }),
	);
	const many = { ...run, failures, counts: { ...run.counts, failed: 60 } };

	expect((await slackMessage(await reportOn(many, { maxFailures: 60 }), false)).blocks).toHaveLength(49);
});

test('nothing that a platform tells acts as markup, within all limits', async () => {
	await fc.assert(
		fc.asyncProperty(hostileRun, async (hostile) => {
			const { blocks, text } = await slackMessage(await reportOn(hostile), false);
			expect(blockViolations(blocks)).toEqual([]);
			expect(skeletonOf(blocks)).toBe(
				skeletonOf((await slackMessage(await reportOn(harmless(hostile)), false)).blocks),
			);
			expect(text.length).toBeLessThanOrEqual(300);
			expect(text).toMatch(/^[^\n<>]+$/);
			expect(text.replace(/&(?:amp|lt|gt);/g, '')).not.toMatch(/&|@\w|#\w|:\/\/|www\./i);
		}),
		RUNS,
	);
});

test('plain text for Slack holds no formatting, mention or link', () => {
	expect(slackText('*a* _b_ snake_case 2*3 <!here> @here #x `c` https://e.example')).toBe(
		'∗a∗ ˍbˍ snake_case 2*3 &lt;!here&gt; @\u2060here #\u2060x ˋcˋ https:\u2060//e.example',
	);
	fc.assert(
		fc.property(hostileText, (words) => {
			expect(slackText(words)).not.toMatch(/[<>]|(?<![\p{L}\p{N}])[*_~`]|[*_~`](?![\p{L}\p{N}])/u);
		}),
	);
});
