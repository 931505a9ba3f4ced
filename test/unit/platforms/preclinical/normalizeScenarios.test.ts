/** Scenario runs of both flavours, in the common model. */
import fc from 'fast-check';

import { scenarioFailure, scenarioResult } from '../../../../platforms/preclinical/normalizeScenarios';
import { isFailed } from '../../../../platforms/preclinical/outcomes';
import { transcriptOf } from '../../../../platforms/preclinical/transcripts';

const HOSTED = { flavour: 'hosted', baseUrl: 'https://app.preclinical.dev/api/v1' } as const;

const SELF_HOSTED = { flavour: 'selfHosted', baseUrl: 'http://localhost:3000' } as const;

const graded = {
	id: 's1',
	test_run_id: 'r1',
	scenario_id: 'c1',
	scenario_name: 'Repeat prescription',
	status: 'failed',
	passed: false,
	grade_summary: 'Not good\nenough',
	duration_ms: 4000,
	error_message: null,
	completed_at: '2026-05-04T10:00:00Z',
};

const hostedCriteria = [
	{
		criterion: 'Checks the date',
		decision: 'NOT_MET',
		points_awarded: 0,
		max_points: 5,
		rationale: 'It\ndid not.',
	},
	{
		criterion: 'Stays polite',
		decision: 'PARTIAL',
		points_awarded: 2,
		max_points: 5,
		evidence_quotes: ['No.'],
	},
	{ criterion: 'Says goodbye', decision: 'UNSURE' },
	{ criterion: 'Answers', decision: 'MET', rationale: 'Fine.' },
];

const selfHostedCriteria = [
	{
		criterion: 'Checks the date',
		decision: 'NOT MET',
		points_awarded: 0,
		points_possible: 5,
		rationale: 'It\ndid not.',
	},
	{
		criterion: 'Stays polite',
		decision: 'PARTIALLY MET',
		points_awarded: 2,
		points_possible: 5,
		supporting_evidence: ['No.'],
	},
	{ criterion: 'Says goodbye', decision: 'unsure' },
	{ criterion: 'Answers', decision: 'MET', rationale: 'Fine.' },
];

/** The failure of the hosted scenario, changed. */
const failureOf = (scenario: object, agentId = 'agent-1') =>
	scenarioFailure({ ...scenario }, agentId, HOSTED);

const BOTH = { criteria: true, transcript: true };

describe('a scenario', () => {
	describe('criteria', () => {
		test.each([
			['failed', false, true],
			['completed', false, true],
			['error', null, true],
			['error', false, true],
			['passed', true, false],
			['completed', true, false],
			['completed', null, false],
			['grading', null, false],
			['canceled', null, false],
			['a new word', false, true],
		])('%s with passed %s has failed: %s', (status, passed, failed) => {
			expect(isFailed({ status, passed })).toBe(failed);
		});

		test.each([
			['hosted', hostedCriteria],
			['self-hosted', selfHostedCriteria],
		])('has the same message and identity in either vocabulary: %s', (_, criteria_results) => {
			const failure = failureOf({ ...graded, criteria_results });

			expect(failure.error.message?.split('\n')).toEqual([
				'Not met: Checks the date',
				'Rationale: It did not.',
				'Partly met: Stays polite',
				'Unsure: Says goodbye',
				'Judge comment: Not good enough',
			]);
			expect(failure).toEqual(failureOf({ ...graded, criteria_results: hostedCriteria }));
			const result = scenarioResult(
				{ ...graded, criteria_results },
				{ criteria: true, transcript: false },
				HOSTED,
			);
			expect(result.criteria).toEqual(
				scenarioResult(
					{ ...graded, criteria_results: hostedCriteria },
					{ criteria: true, transcript: false },
					HOSTED,
				).criteria,
			);
			expect(result.criteria?.[1]).toEqual({
				criterion: 'Stays polite',
				decision: 'partlyMet',
				points: 2,
				maxPoints: 5,
				rationale: null,
				evidence: ['No.'],
			});
		});

		test('has criteria as the pages of the self-hosted server show them', () => {
			const shown = {
				criterion: 'Stays polite',
				decision: 'MET',
				points: 4,
				max_points: 5,
				evidence: 'Thank you.',
			};
			const { criteria } = scenarioResult({ ...graded, criteria_results: [shown] }, BOTH, SELF_HOSTED);

			expect(criteria).toEqual([
				{
					criterion: 'Stays polite',
					decision: 'met',
					points: 4,
					maxPoints: 5,
					rationale: null,
					evidence: ['Thank you.'],
				},
			]);
		});

		test('keeps its fingerprint when the judge words it differently, and changes it with the criterion', () => {
			const print = (changes: object) =>
				failureOf({ ...graded, criteria_results: hostedCriteria, ...changes }).fingerprint;
			const [first, ...rest] = hostedCriteria;
			const reworded = { ...first, rationale: 'It asked nothing.\nNot met: at all' };

			expect(print({ criteria_results: [reworded, ...rest], grade_summary: 'Bad' })).toBe(print({}));
			expect(print({ criteria_results: [{ ...first, decision: 'MET' }, ...rest] })).not.toBe(print({}));
			expect(print({ status: 'failed' })).not.toBe(
				failureOf({ ...graded, criteria_results: hostedCriteria }, 'agent-2').fingerprint,
			);
		});
	});

	describe('identity and errors', () => {
		test.each([
			['PARTIALLY MET', 'Partly met'],
			['NOT MET', 'Not met'],
			['UNSURE', 'Unsure'],
			['POOR', 'POOR'],
		])('whose criterion is graded %s says so, and is the same problem', (decision, word) => {
			const graded1 = (grade: string) =>
				failureOf({ ...graded, criteria_results: [{ criterion: 'Checks the date', decision: grade }] });

			expect(graded1(decision).error.message).toMatch(new RegExp(`^${word}: Checks the date$`, 'm'));
			expect(graded1(decision).fingerprint).toBe(graded1('NOT_MET').fingerprint);
		});

		test('is the same test when its name changes, and another one with the same name', () => {
			const renamed = failureOf({ ...graded, scenario_name: 'Prescription, again' });

			expect(renamed.testKey).toBe(failureOf(graded).testKey);
			expect(failureOf({ ...graded, scenario_id: 'c2' }).testKey).not.toBe(renamed.testKey);
		});

		test('in error tells the error first', () => {
			const failure = failureOf({ ...graded, status: 'error', error_message: 'No answer' });

			expect(failure).toMatchObject({
				status: 'error',
				error: { message: 'No answer\nJudge comment: Not good enough' },
			});
		});

		test('passes on words that are not known', () => {
			const criteria_results = [{ criterion: 'Stays polite', decision: 'SKIPPED' }];
			const transcript = [{ role: 'supervisor', content: 'Stop.', timestamp: 'soon' }];

			expect(failureOf({ ...graded, criteria_results }).error.message).toMatch(/^SKIPPED: Stays polite/);
			const odd = [{ criterion: 'Is kind', decision: 'constructor' }];
			expect(failureOf({ ...graded, criteria_results: odd }).error.message).toMatch(/^constructor: Is kind/);
			expect(transcriptOf({ transcript })).toEqual([{ speaker: 'supervisor', text: 'Stop.', at: null }]);
		});
	});

	describe('transcripts', () => {
		test.each<[string, unknown, Array<[string, string]>]>([
			['a list', [{ role: 'attacker', content: 'Hi' }], [['tester', 'Hi']]],
			['JSON text', '[{"role":"target","content":"Hello"}]', [['agent', 'Hello']]],
			[
				'JSON text of JSON text',
				JSON.stringify('[{"role":"system","content":"[Error]"}]'),
				[['system', '[Error]']],
			],
			['one utterance', { role: 'user', content: 'Hi' }, [['tester', 'Hi']]],
			['text that is no JSON', 'caller: hi\nagent: hello', [['unknown', 'caller: hi\nagent: hello']]],
			['half of a JSON text', '[{"role":"attacker","con', [['unknown', '[{"role":"attacker","con']]],
			[
				'a list of texts',
				['Hi', 'Hello'],
				[
					['unknown', 'Hi'],
					['unknown', 'Hello'],
				],
			],
			[
				'content that is no text',
				[{ role: 'user', content: [{ text: 'Hi' }] }],
				[['tester', '[{"text":"Hi"}]']],
			],
			['another shape', [{ from: 'user', say: 'Hi' }], [['unknown', '{"from":"user","say":"Hi"}']]],
			['nothing said', [{ role: 'user', content: '' }], [['tester', '']]],
			['an empty list', [], []],
			['an empty list as text', '[]', []],
			['an empty text', ' ', []],
			['null', null, []],
		])('has a transcript that comes as %s', (_, transcript, expected) => {
			expect(transcriptOf({ transcript }).map(({ speaker, text }) => [speaker, text])).toEqual(expected);
		});

		test('never loses a word of a transcript, in whatever form it comes', () => {
			const said = fc.string({ minLength: 1 }).filter((text) => text.trim() === text && text.isWellFormed());
			const forms = fc.constantFrom<(list: object[]) => unknown>(
				(list) => list,
				(list) => JSON.stringify(list),
				(list) => JSON.stringify(JSON.stringify(list)),
				(list) => list.map((one) => ({ ...one, turn: 1 })),
			);
			fc.assert(
				fc.property(fc.array(said, { minLength: 1 }), forms, (texts, form) => {
					const transcript = form(texts.map((content) => ({ role: 'attacker', content })));
					expect(transcriptOf({ transcript }).map(({ text }) => text)).toEqual(texts);
				}),
			);
		});

		test('of any content gives a failure and a result', () => {
			const anything = fc.dictionary(
				fc.constantFrom(...Object.keys(graded), 'criteria_results', 'transcript', '__proto__'),
				fc.jsonValue(),
			);
			fc.assert(
				fc.property(anything, (scenario) => {
					expect(scenarioFailure(scenario, 'a', SELF_HOSTED).fingerprint).toMatch(/^[0-9a-f]{16}$/);
					const result = scenarioResult(scenario, BOTH, SELF_HOSTED);
					expect(result.criteria).toBeInstanceOf(Array);
					expect(typeof result.title).toBe('string');
				}),
			);
		});
	});
});
