/** Reduces the title and the file of a test to what is the same on every run and machine. */

import { withoutAnyEscapes } from './escapes';
import { remembering } from './remembering';
import { noiseTables } from './rules';
import { isPlain, Look } from './rules/look';
import { applyRules, ruleSet } from './rules/rule';

const TITLE_RULES = ruleSet(noiseTables.titles);
const FILE_RULES = ruleSet(noiseTables.files);

/** One object that all names use in turn. */
const look = new Look();

/** The name of a suite or group, without colors and without values that change from run to run. Many tests share it. */
export const stableSuite = remembering(stableTitle);

/** The file of a test relative to the folder of the checkout, with slashes. */
export const stableFile = remembering(withoutWorkspace);

/** A title without colors and without values that change from run to run. */
export function stableTitle(title: string): string {
	const text = clean(title);
	look.at(text);
	return applyRules(TITLE_RULES, text, look).trim();
}

function withoutWorkspace(file: string): string {
	const path = clean(file).trim().replace(/\\+/g, '/');
	look.at(path);
	return applyRules(FILE_RULES, path, look).replace(/^(?:\.\/)+/, '');
}

function clean(name: string): string {
	// Escape sequences that were written out contain a bracket.
	return isPlain(name) && !name.includes('[') ? name : withoutAnyEscapes(name).normalize('NFC');
}
