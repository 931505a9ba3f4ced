/** The words of a language model that judges answers: it finds others each time for the same verdict. */

/** Texts of judges speak of these. Others give their reasons in the same words each time. */
const OF_JUDGE =
	/score|threshold|rubric|metric|criteri|judge|grader|\bllm\b|relevan|faithful|hallucinat|g-?eval|NOT_MET|PARTIAL/i;

const WORDS =
	/(\b(?:reason|rationale|reasoning|explanation|justification|feedback|evidence|comment)["']?\s?[:=]\s?).*?(?=\) failed|\), [A-Z][^()\n]{0,60} \(score|["']?, ["']?(?:score|threshold|success|passed?|strict|verdict|error)["']?\s?[:=]|["']?\}|$)/gim;

/** The words that announce a reason; a text without any of them gives none. */
export const WORDS_OF_JUDGES = [
	'reason',
	'rationale',
	'explanation',
	'justification',
	'feedback',
	'evidence',
	'comment',
];

/** The text of a judge without its reasons; any other text as it is. */
export function withoutJudgesWords(text: string): string {
	return OF_JUDGE.test(text) ? text.replace(WORDS, '$1<words>') : text;
}
