import type {
	IDataObject,
	IHookFunctions,
	INodeParameters,
	IWebhookFunctions,
	WorkflowActivateMode,
} from 'n8n-workflow';

import type { PlatformTrigger } from '../../../../n8n/webhooks/contract';
import { checkLists, checkSettings, readSettings } from '../../../../n8n/webhooks/settings';

const settingsOf = (parameters: IDataObject, typeVersion = 1.1) =>
	readSettings({
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		getNode: () => ({ parameters: writtenOf(parameters), typeVersion }),
	} as unknown as IWebhookFunctions);

/** The parameters as the node holds them: what gives nothing is an expression. */
function writtenOf(parameters: object): unknown {
	return JSON.parse(
		JSON.stringify(parameters, (_, value: unknown) => (value === undefined ? '={{ $json.x }}' : value)),
	);
}

const source = {
	trigger: {
		events: [{ value: 'RUN_FINISH', name: 'Run Finished', description: '' }],
		defaultEvents: [],
		filters: [],
	} as unknown as PlatformTrigger,
};

const filtering = { trigger: { ...source.trigger, filters: ['branches', 'verdicts'] } as PlatformTrigger };

const ctxOf = (parameters: object, mode: WorkflowActivateMode = 'activate') =>
	({
		getNodeParameter: (name: string, fallback: unknown) =>
			name in parameters ? parameters[name as never] : fallback,
		getNode: () => ({ parameters: writtenOf(parameters) }),
		getActivationMode: () => mode,
	}) as unknown as IHookFunctions;

describe("the trigger's settings", () => {
	describe('options', () => {
		test('are those that the panel shows when nothing is set', () => {
			expect(settingsOf({})).toEqual({
				events: [],
				filters: { verdicts: [], branches: [], tags: [], environments: [], projects: [], testIds: [] },
				fetchRun: true,
				maxFailures: 20,
				trustVerdict: false,
				failuresNote: null,
				dropDuplicates: true,
				maxAgeMs: 3_600_000,
				allowUnverified: false,
				ignoreTestDeliveries: true,
				includeRaw: true,
				mergeGroups: false,
			});
		});

		test.each<[IDataObject, IDataObject]>([
			[{ fetchRun: false }, { fetchRun: false, maxFailures: 0, failuresNote: null }],
			[
				{ fetchRun: false, mergeGroups: true },
				{ fetchRun: true, maxFailures: 20 },
			],
			[{ includeFailures: 0 }, { fetchRun: true, maxFailures: 0, failuresNote: null }],
			[
				{ fetchRun: false, includeFailures: 5 },
				{ fetchRun: true, maxFailures: 5 },
			],
			[
				{ fetchRun: false, includeFailures: 0 },
				{ fetchRun: false, maxFailures: 0 },
			],
			[{ includeFailures: 2.9 }, { maxFailures: 2 }],
			[{ trustVerdict: true }, { trustVerdict: true }],
			[{ trustVerdict: 'yes' }, { trustVerdict: false }],
			[{ includeFailures: '7' }, { maxFailures: 7, failuresNote: null }],
			...[-3, 'all', '', null, undefined, {}, Infinity].map((includeFailures): [IDataObject, IDataObject] => [
				{ includeFailures } as IDataObject,
				{
					maxFailures: 0,
					failuresNote: "'Include Failures' is not a number from 0 on, so none were read.",
				},
			]),
			[{ maxAgeMinutes: 5 }, { maxAgeMs: 300_000 }],
			[{ maxAgeMinutes: 0 }, { maxAgeMs: null }],
			[{ maxAgeMinutes: '5' }, { maxAgeMs: 300_000 }],
			...[-1, 'an hour', '', ' ', null, undefined, [], true].map(
				(maxAgeMinutes): [IDataObject, IDataObject] => [
					{ maxAgeMinutes } as IDataObject,
					{ maxAgeMs: NaN as never },
				],
			),
			[
				{ dropDuplicates: false, includeRaw: false },
				{ dropDuplicates: false, includeRaw: false },
			],
			[{ allowUnverified: true }, { allowUnverified: true }],
			[{ allowUnverified: 'yes' }, { allowUnverified: false }],
			// As texts, as expressions give them.
			[
				{ dropDuplicates: 'false', allowUnverified: 'False' },
				{ dropDuplicates: false, allowUnverified: false },
			],
			[{ ignoreTestDeliveries: false }, { ignoreTestDeliveries: false }],
		])('with the options %j are %j', (options, expected) => {
			expect(settingsOf({ options })).toMatchObject(expected);
		});

		test('of version 1 are those that it was saved with: no failures unless they are asked for', () => {
			expect(settingsOf({}, 1)).toMatchObject({ fetchRun: true, maxFailures: 0, failuresNote: null });
			expect(settingsOf({ options: { includeFailures: 5 } }, 1)).toMatchObject({ maxFailures: 5 });
		});
	});

	describe('values that are refused, and filters', () => {
		test.each([
			[{ maxAgeMinutes: 'an hour' }, "'Maximum Age (Minutes)' is not a number from 0 on"],
			[{ maxAgeMinutes: -1 }, "'Maximum Age (Minutes)' is not a number from 0 on"],
			[{ includeFailures: 'all' }, "'Include Failures' is not a number from 0 on"],
			[{ dropDuplicates: 'no' }, "'Drop Duplicates' is neither true nor false"],
			[{ fetchRun: null }, "'Fetch Run' is neither true nor false"],
			[{ includeFailures: 20, maxAgeMinutes: 0, fetchRun: false }, null],
			[{}, null],
		])('%j are refused before the first delivery: %j', (options, complaint) => {
			const check = () => checkSettings(ctxOf({ events: ['RUN_FINISH'], options }), source);

			if (complaint === null) expect(check).not.toThrow();
			else expect(check).toThrow(complaint);
		});

		test.each<[object, string | null]>([
			...[undefined, null, [undefined], [null], ['RUN_FINISH', null]].map((events): [object, string] => [
				{ events },
				"'Trigger On' has an entry without a value",
			]),
			[{ events: [] }, "'Trigger On' is empty"],
			[{ events: ['Run Finished'] }, "'Trigger On' has no choice 'Run Finished'"],
			[{ events: 5 }, "'Trigger On' has no choice '5'"],
			[{ events: { a: 1 } }, "'Trigger On' is not a list of texts"],
			[{ filters: { verdicts: 'Failed' } }, "'Verdicts' has no choice 'Failed'"],
			[{ filters: { verdicts: ['passed', 'Failed'] } }, "'Verdicts' has no choice 'Failed'"],
			...[[null], null, undefined].map((verdicts): [object, string] => [
				{ filters: { verdicts } },
				"'Verdicts' has an entry without a value",
			]),
			[{ filters: { branches: null } }, "'Branches' has an entry without a value"],
			[{ filters: { tags: { a: 1 } } }, "'Tags' is not a list of texts"],
			[{ filters: 'main' }, "'Filters' is not a set of fields"],
			[{ options: 'all' }, "'Options' is not a set of fields"],
			[{ filters: { tags: ['a'], testIds: 7 } }, null],
			[{ filters: { verdicts: 'failed, passed' }, events: 'RUN_FINISH' }, null],
			[{ filters: null, options: null }, null],
		])('%j are lists, or refused: %j', (parameters, complaint) => {
			const check = () => checkSettings(ctxOf({ events: ['RUN_FINISH'], ...parameters }), source);

			if (complaint === null) expect(check).not.toThrow();
			else expect(check).toThrow(complaint);
		});

		test.each([{ branches: '' }, { verdicts: [] }])(
			'filters that were left blank, %j, stop whoever activates the workflow, not a restart of n8n',
			(filters) => {
				const check = (mode: WorkflowActivateMode) => () =>
					checkSettings(ctxOf({ events: ['RUN_FINISH'], filters }, mode), filtering);

				for (const mode of ['activate', 'update', 'create', 'manual'] as const) {
					expect(check(mode)).toThrow('is empty');
				}
				for (const mode of ['init', 'leadershipChange'] as const) expect(check(mode)).not.toThrow();
			},
		);

		test('an expression that gives an empty list refuses a delivery', () => {
			const deliveryTo = (given: object, set: INodeParameters) => () =>
				checkLists(
					{
						getNodeParameter: (name: string, fallback: unknown) => (name === 'filters' ? given : fallback),
						getNode: () => ({ parameters: { filters: set } }),
					} as unknown as IWebhookFunctions,
					source,
				);

			expect(deliveryTo({ verdicts: [] }, { verdicts: '={{ $vars.wanted }}' })).toThrow(
				"'Verdicts' is empty",
			);
			expect(deliveryTo({ branches: [] }, { branches: '={{ [] }}' })).toThrow("'Branches' is empty");
			expect(deliveryTo({ verdicts: [] }, { verdicts: [] })).not.toThrow();
		});

		test('accept filters as lists or as texts with commas', () => {
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
});
