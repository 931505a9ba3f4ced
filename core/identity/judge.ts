/** The words of a language model that judges answers: it finds others each time for the same verdict. */

/** Texts of judges speak of these. Others give their reasons in the same words each time. */
const OF_JUDGE =
	/score|threshold|rubric|metric|criteri|judge|grader|\bllm\b|relevan|faithful|hallucinat|g-?eval|NOT_MET|PARTIAL/i;

const WORDS =
	/(\b(?:reason|rationale|reasoning|explanation|justification|feedback|evidence|comment)["']?\s?[:=]\s?).*?(?=\) failed|\), [A-Z][^()\n]{0,60} \(score|["']?, ["']?(?:score|threshold|success|passed?|strict|verdict|error)["']?\s?[:=]|["']?\}|$)/gim;

/** The text of a judge without its reasons; any other text as it is. */
export function withoutJudgesWords(text: string): string {
	if (text.search(WORDS) < 0 || !OF_JUDGE.test(text)) return text;
	return text.replace(WORDS, '$1<words>');
}
