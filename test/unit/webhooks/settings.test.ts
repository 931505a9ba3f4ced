import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { readSettings } from '../../../webhooks/settings';

const settingsOf = (parameters: IDataObject) =>
	readSettings({
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
	} as unknown as IWebhookFunctions);

describe("the trigger's settings", () => {
	test('are those that the panel shows when nothing is set', () => {
		expect(settingsOf({})).toEqual({
			events: [],
			filters: { verdicts: [], branches: [], tags: [], environments: [], projects: [], testIds: [] },
			fetchRun: true,
			maxFailures: 0,
			trustVerdict: false,
			dropDuplicates: true,
			maxAgeMs: 3_600_000,
			allowUnverified: false,
			ignoreTestDeliveries: true,
			includeRaw: true,
			mergeGroups: false,
		});
	});

	test.each<[IDataObject, IDataObject]>([
		[{ fetchRun: false }, { fetchRun: false }],
		[
			{ fetchRun: false, includeFailures: 5 },
			{ fetchRun: true, maxFailures: 5 },
		],
		[
			{ fetchRun: false, includeFailures: 0 },
			{ fetchRun: false, maxFailures: 0 },
		],
		[{ includeFailures: 2.9 }, { maxFailures: 2 }],
		[{ includeFailures: -3 }, { maxFailures: 0 }],
		[{ includeFailures: 'all' }, { maxFailures: 0 }],
		[{ trustVerdict: true }, { trustVerdict: true }],
		[{ trustVerdict: 'yes' }, { trustVerdict: false }],
		[{ maxAgeMinutes: 5 }, { maxAgeMs: 300_000 }],
		[{ maxAgeMinutes: 0 }, { maxAgeMs: null }],
		[{ maxAgeMinutes: -1 }, { maxAgeMs: null }],
		[
			{ dropDuplicates: false, includeRaw: false },
			{ dropDuplicates: false, includeRaw: false },
		],
		[{ allowUnverified: true }, { allowUnverified: true }],
		[{ allowUnverified: 'yes' }, { allowUnverified: false }],
		[{ ignoreTestDeliveries: false }, { ignoreTestDeliveries: false }],
	])('with the options %j are %j', (options, expected) => {
		expect(settingsOf({ options })).toMatchObject(expected);
	});

	test('take filters as lists or as texts with commas', () => {
		const filters = {
			branches: ' main , release/* ,',
			tags: ['smoke', ' ', 'web'],
			verdicts: ['failed'],
			testIds: 7,
		};

		expect(settingsOf({ filters }).filters).toEqual({
			verdicts: ['failed'],
			branches: ['main', 'release/*'],
			tags: ['smoke', 'web'],
			environments: [],
			projects: [],
			testIds: ['7'],
		});
	});
});
