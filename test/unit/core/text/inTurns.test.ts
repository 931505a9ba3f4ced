import * as fc from 'fast-check';

import { decide, decideInTurns } from '../../../../core/gate/gate';
import type { GateRules } from '../../../../core/gate/rules';
import { joinInTurns, mapInTurns, type GiveWay } from '../../../../core/text/inTurns';
import { htmlPage } from '../../../../core/reports/html';
import { jiraIssue } from '../../../../core/reports/jira';
import { junitXml } from '../../../../core/reports/junit';
import { markdownComment } from '../../../../core/reports/markdown';
import { buildReport, type Report } from '../../../../core/reports/report';
import { slackMessage } from '../../../../core/reports/slack';
import { instanceFailures, instanceTests } from '../../../../platforms/currents/instances';
import { sampleFailure, sampleRun } from '../sampleRun';

const MANY = 1_000;

/** Counts how often it is called, and makes the work wait each time. */
function counted(): { giveWay: GiveWay; calls: () => number } {
	let calls = 0;
	return { giveWay: async () => void calls++, calls: () => calls };
}

describe('mapInTurns', () => {
	test('gives what a plain map gives, however often others get a turn', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.integer()), fc.func(fc.boolean()), async (numbers, waits) => {
				const make = (number: number, index: number) => [number, index];
				let calls = 0;
				const giveWay = () => (waits(calls++) ? Promise.resolve() : undefined);
				expect(await mapInTurns(numbers, make, giveWay)).toEqual(numbers.map(make));
			}),
		);
	});

	test('waits for each turn before it goes on', async () => {
		const done: string[] = [];
		const giveWay = async () => {
			await Promise.resolve();
			done.push('turn');
		};
		await mapInTurns(['a', 'b'], (entry) => done.push(entry), giveWay);

		expect(done).toEqual(['a', 'turn', 'b', 'turn']);
	});
});

test.each([0, 1, 31, 32, 33, 64, 100])('joinInTurns joins %d texts as a plain join does', async (count) => {
	const numbers = Array.from({ length: count }, (_, index) => index * 2);
	const toText = (number: number, index: number) => `${number} of ${index}`;
	const { giveWay, calls } = counted();

	expect(await joinInTurns(numbers, toText, ', ', giveWay)).toBe(numbers.map(toText).join(', '));
	expect(calls()).toBe(count);
});

describe('long work asks whether others wait, at least every few failures', () => {
	const failures = Array.from({ length: MANY }, (_, index) =>
		sampleFailure(`test ${index}`, { error: { message: 'boom '.repeat(2_000), stack: null } }),
	);
	const run = sampleRun({ failures, counts: { total: MANY, passed: 0, failed: MANY } });
	const tests = failures.map(({ title }) => ({ testId: title, title: [title], state: 'failed' }));
	const instance = { spec: 'a.spec.ts', results: { tests } };
	const place = { projectId: 'p', dashboard: 'https://example.com', buildId: null };

	const reported = async (options: { includeStack: boolean }, giveWay?: GiveWay): Promise<Report> =>
		await buildReport([{ run, decision: null }], { title: null, maxFailures: MANY, ...options }, giveWay);
	const all = { includeStack: true };

	test.each<[string, number, (giveWay: GiveWay) => Promise<unknown>]>([
		['reading failures', MANY, async (giveWay) => await instanceFailures(instance, place, giveWay)],
		['reading tests', MANY, async (giveWay) => await instanceTests(instance, place, giveWay)],
		['gating', MANY, async (giveWay) => await decideInTurns(run, { ignoreTests: ['x'] }, giveWay)],
		['a report', MANY, async (giveWay) => await reported(all, giveWay)],
		['HTML', MANY / 50, async (giveWay) => await htmlPage(await reported(all), giveWay)],
		['JUnit', MANY / 50, async (giveWay) => await junitXml(await reported(all), giveWay)],
		// These look for how many failures fit: once for each number that they try.
		['Markdown', 5, async (giveWay) => await markdownComment(await reported(all), null, giveWay)],
		['Slack', 3, async (giveWay) => await slackMessage(await reported(all), true, giveWay)],
		['Jira', 5, async (giveWay) => await jiraIssue(await reported(all), true, giveWay)],
	])('%s', async (_, often, work) => {
		const { giveWay, calls } = counted();
		await work(giveWay);

		expect(calls()).toBeGreaterThanOrEqual(often);
	});

	test.each<GateRules>([
		{ ignoreTests: ['*test 1*'], maxFailures: 900 },
		{ ignoreTests: ['*test 1*', '*test 2*'], maxFailures: 3 },
		{ onlyNewFailures: true },
	])('and decides the same: %j', async (rules) => {
		expect(await decideInTurns(run, rules, counted().giveWay)).toEqual(decide(run, rules));
	});
});
