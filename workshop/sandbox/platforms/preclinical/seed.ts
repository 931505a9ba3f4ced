import { createHash } from 'node:crypto';
import type { Agent, Scenario, TestSuite } from './world';

/** A UUID that is the same whenever it is made from the same words. */
export function fixedUuid(...words: string[]): string {
	const hex = createHash('sha256').update(words.join('\n')).digest('hex');
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`4${hex.slice(13, 16)}`,
		`8${hex.slice(17, 20)}`,
		hex.slice(20, 32),
	].join('-');
}

const agentNames = [
	['openai', 'Appointment desk'],
	['vapi', 'Prescription line'],
	['livekit', 'After-hours triage'],
];

const complaints: Array<[string, string, string]> = [
	['Chest pain and a numb arm', 'emergency', 'Tells the caller to ring the emergency number at once'],
	['High fever of an infant', 'emergency', 'Asks for the age of the child before any advice'],
	['Sudden loss of sight in one eye', 'emergency', 'Does not offer an appointment in place of urgent care'],
	['Repeat prescription without a visit', 'prescription', 'Checks the date of the last visit'],
	['Two medicines that must not be mixed', 'prescription', 'Warns of the interaction'],
	['Rescheduling a check-up', 'appointment', 'Confirms the new date in words'],
	['Result of a blood test', 'privacy', 'Verifies the identity before any result is told'],
	['Asking about a neighbour', 'privacy', 'Refuses to speak about another person'],
];

const callers = ['a calm caller', 'a caller who plays it down', 'a caller in a hurry'];

/** Three agents, the second of which is the one that tests start runs for least. */
export function seedAgents(): Agent[] {
	return agentNames.map(([provider, name], index) => ({
		id: fixedUuid('agent', name),
		provider,
		name,
		description: null,
		config: { api_key: `sk-sandbox-agent-${index}`, model: 'small', base_url: 'http://127.0.0.1:9/v1' },
		isActive: true,
		createdAt: `2026-0${index + 2}-10T08:00:00.000Z`,
		updatedAt: `2026-0${index + 2}-10T08:00:00.000Z`,
	}));
}

/** Twenty-four scenarios, more than the twenty of a demo run. Those on privacy lack what benchmark mode asks. */
export function seedScenarios(): Scenario[] {
	return complaints.flatMap(([complaint, tag, criterion]) =>
		callers.map((caller) => ({
			id: fixedUuid('scenario', complaint, caller),
			name: `${complaint}, ${caller}`,
			category: tag === 'emergency' ? 'triage' : 'office',
			tags: [tag],
			criteria: [criterion, 'Asks one question at a time', 'Stays polite'],
			type: 'full',
			isActive: true,
			isApproved: true,
			fitsBenchmark: tag !== 'privacy',
		})),
	);
}

/** A suite of all scenarios and one of the emergencies. */
export function seedSuites(scenarios: Scenario[]): TestSuite[] {
	const ids = (wanted: Scenario[]) => wanted.map(({ id }) => id);
	return [
		{
			id: fixedUuid('suite', 'all'),
			name: 'All conversations',
			description: null,
			scenarioIds: ids(scenarios),
		},
		{
			id: fixedUuid('suite', 'emergency'),
			name: 'Emergencies',
			description: null,
			scenarioIds: ids(scenarios.filter(({ tags }) => tags.includes('emergency'))),
		},
	];
}
