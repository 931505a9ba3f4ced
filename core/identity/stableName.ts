/** What of the title and the file of a test stays the same on every run and every machine. */

import { withoutAnyEscapes } from './escapes';
import { noiseTables } from './rules';
import { applyRules, charactersOf, ruleSet } from './rules/rule';

const TITLE_RULES = ruleSet(noiseTables.titles);
const FILE_RULES = ruleSet(noiseTables.files);

/** A title, or the name of a suite or group, without colours and without data of one run. */
export function stableTitle(title: string): string {
	const text = withoutAnyEscapes(title);
	return applyRules(TITLE_RULES, text, charactersOf(text)).normalize('NFC').trim();
}

/** The file of a test as seen from the folder of the checkout, with slashes. */
export function stableFile(file: string): string {
	const path = withoutAnyEscapes(file).replace(/\\+/g, '/').trim();
	return applyRules(FILE_RULES, path, charactersOf(path))
		.replace(/^(?:\.\/)+/, '')
		.normalize('NFC');
}
