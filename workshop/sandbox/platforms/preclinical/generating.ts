import { randomUUID } from 'node:crypto';
import { listOf, text } from '../../kernel/checks';
import type { Answer, ApiCall, Endpoint } from '../../kernel/contract';
import { created } from './answers';
import type { SelfHostedVariants } from './variants';
import { scenarioJson } from './wire';
import type { PreclinicalWorld, Scenario } from './world';

const PAGES = 'docs-site/docs/api-reference';

/** What scenarios are generated from. */
interface Wishes {
	text: string;
	category?: string;
	name?: string;
	tags?: string[];
}

/** The two calls that generate scenarios. In place of a language model, the sentences of the text are looked at. */
export function generatingEndpoints(world: PreclinicalWorld, variants: SelfHostedVariants): Endpoint[] {
	const withModel = (generate: (wishes: Wishes) => unknown) => (call: ApiCall) => {
		if (variants.health === 'noModelKey') return failed('No API key for the model');
		return created(generate(call.body as unknown as Wishes));
	};
	const body = { text: { check: text(), required: true as const }, category: { check: text() } };
	return [
		{
			method: 'POST',
			path: '/api/v1/scenarios/generate',
			section: `${PAGES}/generate-scenario.md`,
			body: { ...body, name: { check: text() } },
			run: withModel((wishes) => scenarioJson(add(world, wishes, sentencesOf(wishes.text)[0]))),
		},
		{
			method: 'POST',
			path: '/api/v1/scenarios/generate-batch',
			section: `${PAGES}/generate-batch.md`,
			body: { ...body, tags: { check: listOf(text()) } },
			run: withModel((wishes) => {
				const cases = sentencesOf(wishes.text).filter((sentence) => /^(If|For|When)\b/.test(sentence));
				const scenarios = cases.map((sentence) => scenarioJson(add(world, wishes, sentence)));
				return { scenarios, total: scenarios.length };
			}),
		},
	];
}

/** The answer to a fault of the language model. */
function failed(message: string): Answer {
	return { status: 500, body: { error: `Scenario generation failed: ${message}` } };
}

function sentencesOf(words: string): string[] {
	return words.trim().split(/(?<=[.!?])\s+|\n+/);
}

/** A scenario about one sentence, which nobody has approved yet. */
function add(world: PreclinicalWorld, { category, name, tags }: Wishes, sentence: string): Scenario {
	const scenario: Scenario = {
		id: randomUUID(),
		name: name ?? sentence,
		category: category ?? 'general',
		tags: tags ?? [],
		criteria: [`Keeps to: ${sentence}`],
		type: 'custom',
		isActive: true,
		isApproved: false,
		fitsBenchmark: false,
	};
	world.scenarios.push(scenario);
	return scenario;
}
