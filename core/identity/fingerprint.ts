/** Identity of tests and of their failures across runs, branches and machines. */

import { hash } from 'crypto';
import { normalizeError } from './normalizeError';
import { stableFile, stableSuite, stableTitle } from './stableName';

/** What identifies a test. */
export interface TestIdentity {
	title: string;
	suite: string | null;
	file: string | null;
	/** Id of the project: the same test in two projects counts as two tests. */
	project?: string | null;
	/** The platform's own id of the test. It replaces the names, and is used unchanged whatever it looks like. */
	testId?: string | null;
	/** The variant of the test, e.g. the browser: each variant is a test of its own. */
	group?: string | null;
}

/**
 * Identifies a test: 16 hex digits, the same on every run, branch and operating system. Values in a title that change
 * from run to run, the folder of a checkout and colors do not change it.
 */
export function testKey({ project, testId, suite, file, title, group }: TestIdentity): string {
	const names = testId
		? ['', '', plain(testId)]
		: [suite ? stableSuite(suite) : '', file ? stableFile(file) : '', title ? stableTitle(title) : ''];
	const parts = [plain(project), ...names];
	if (group) parts.push(stableSuite(group));
	return digest(parts);
}

/**
 * Identifies a problem: 16 hex digits, the same for the same test with the same normalized error. `key` is the test's
 * key without its group. `error` is the message; `stack` is used if the message says little.
 */
export function fingerprint(key: string, error: string | null, stack: string | null = null): string {
	return digest([key, normalizeError(error, stack)]);
}

function plain(text: string | null | undefined): string {
	return (text ?? '').normalize('NFC').trim();
}

function digest(parts: string[]): string {
	return hash('sha256', parts.join('\0')).slice(0, 16);
}
