/**
 * Texts of a language model that judges answers. It words the reasons differently each time, even for the same verdict.
 */

/** Texts of such judges contain one of these words. Other texts word their reasons the same way each time. */
const OF_JUDGE =
	/score|threshold|rubric|metric|criteri|judge|grader|\bllm\b|relevan|faithful|hallucinat|g-?eval|NOT_MET|PARTIAL/i;

const WORDS =
	/(\b(?:reason|rationale|reasoning|explanation|justification|feedback|evidence|comment)["']?\s?[:=]\s?).*?(?=\) failed|\), [A-Z][^()\n]{0,60} \(score|["']?, ["']?(?:score|threshold|success|passed?|strict|verdict|error)["']?\s?[:=]|["']?\}|$)/gim;

/** Words that announce a reason. A text without any of them contains no reason. */
export const WORDS_OF_JUDGES = [
	'reason',
	'rationale',
	'explanation',
	'justification',
	'feedback',
	'evidence',
	'comment',
];

/** The text of a judge without its reasons; any other text unchanged. */
export function withoutJudgesWords(text: string): string {
	return OF_JUDGE.test(text) ? text.replace(WORDS, '$1<words>') : text;
}
