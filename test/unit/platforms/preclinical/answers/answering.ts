/** Reads made up answers as the nodes read those of Preclinical. */
import type { PreclinicalApi } from '../../../../../platforms/preclinical/contract';
import type { PreclinicalScenarioRun } from '../../../../../platforms/preclinical/wire';

/** An API that has given these answers. */
export function answering(
	flavour: 'hosted' | 'selfHosted',
	scenarios: PreclinicalScenarioRun[],
): PreclinicalApi {
	const baseUrl =
		flavour === 'hosted' ? 'https://app.preclinical.dev/api/v1' : 'http://preclinical.example:3000';
	const listed = scenarios.map(
		({ criteria_results: _, transcript: __, ...rest }) => rest as PreclinicalScenarioRun,
	);
	return {
		flavour,
		baseUrl,
		listScenarioRuns: async (_, __, ___, keep) => await keep(flavour === 'hosted' ? listed : [...scenarios]),
		getScenarioRun: async (id) => scenarios.find((one) => one.id === id)!,
	} as PreclinicalApi;
}
