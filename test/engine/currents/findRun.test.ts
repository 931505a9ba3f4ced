import type { INodeParameters } from 'n8n-workflow';

import { complaint, project, PROJECT, runsOf, useCurrents } from './setup';

const currents = useCurrents();

const find = async (parameters: INodeParameters) =>
	await currents.run('findRun', { projectId: project(), ...parameters });

describe('Find Run', () => {
	test.each<[string, INodeParameters, string]>([
		['a build', { buildId: 'seed-3' }, 'seed-3'],
		[
			'a build, whatever branch and tags say',
			{ buildId: 'seed-3', branch: 'nowhere', tags: 'none' },
			'seed-3',
		],
		['the latest of a branch that is complete', { branch: 'feature/gift-cards' }, 'seed-4'],
		['the latest with a tag', { tags: 'nightly' }, 'seed-8'],
		['the latest with all tags', { tags: ' smoke , nightly' }, 'seed-8'],
		['the latest of a branch with a tag', { branch: 'main', tags: 'nightly' }, 'seed-8'],
		['the latest of the project', {}, 'seed-8'],
		['the latest of the project, with blanks', { buildId: ' ', branch: '', tags: ' , ' }, 'seed-8'],
	])('finds %s', async (_, parameters, buildId) => {
		const { json } = await find(parameters);

		expect(json).toMatchObject([{ platform: 'currents', buildId, status: 'finished' }]);
	});

	test('finds a build that is still running, too', async () => {
		await currents.control().createRun({ projectId: PROJECT, ciBuildId: 'going' });

		expect((await find({ buildId: 'going' })).json).toMatchObject([{ verdict: 'pending' }]);
	});

	test("gives the platform's own JSON without Simplify", async () => {
		const ended = await currents.endedRun({ ciBuildId: 'own' });

		expect((await find({ buildId: 'own', simplify: false })).json).toEqual([ended]);
	});

	test('looks in the chosen project alone', async () => {
		const run = await currents.run('findRun', { projectId: project('mobl02'), buildId: 'seed-3' });

		expect(complaint(run).message).toBe('Could not find the run: Currents did not find it (HTTP 404)');
	});

	test('finds no run that is still going on, unless it is named by its build', async () => {
		await currents.control().createRun({ projectId: PROJECT, ciBuildId: 'going' });

		expect((await find({})).json).toMatchObject([{ buildId: 'seed-8' }]);
	});

	test('reads the failures and the tests of the run that it finds', async () => {
		await currents.endedRun({ ciBuildId: 'red' }, { outcome: 'failed', failures: 2 });

		const [run] = runsOf(await find({ buildId: 'red', options: { includeFailures: 1, includeTests: true } }));

		expect(run).toMatchObject({ failures: [{ title: 'pays with a saved card' }], failuresTruncated: true });
		expect(run?.tests).toHaveLength(12);
	});

	test.each<[string, INodeParameters, string]>([
		['no project', { projectId: project('={{ "" }}'), buildId: 'x' }, "'Project' is empty"],
		['a build that an expression does not give', { buildId: '={{ $json.build }}' }, "'Build ID' is empty"],
		['a branch that an expression does not give', { branch: '={{ "" }}' }, "'Branch' is empty"],
		['tags that an expression does not give', { tags: '={{ [] }}' }, "'Tags' is empty"],
		[
			'a build that is not given beside a branch',
			{ buildId: '={{ "" }}', branch: 'main' },
			"'Build ID' is empty",
		],
		['a branch that is not given beside tags', { branch: '={{ "" }}', tags: 'nightly' }, "'Branch' is empty"],
		['a gap in the tags', { tags: "={{ ['nightly', $json.area] }}" }, "'Tags' has an entry without a value"],
		['tags that are not given beside a branch', { branch: 'main', tags: '={{ "" }}' }, "'Tags' is empty"],
	])('refuses %s without a request', async (_, parameters, message) => {
		const run = await find(parameters);

		expect(complaint(run).message).toBe(message);
		expect(await currents.calls()).toEqual([]);
	});

	test('says that there is no such run', async () => {
		expect(complaint(await find({ buildId: 'nothing' }))).toEqual({
			message: 'Could not find the run: Currents did not find it (HTTP 404)',
			description: expect.stringContaining('Currents says: "Not found".'),
		});
	});
});
