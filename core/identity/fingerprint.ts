/** Identity of tests and of their failures across runs, branches and machines. */

import { hash } from 'crypto';
import { normalizeError } from './normalizeError';
import { stableFile, stableSuite, stableTitle } from './stableName';

/** What identifies a test. */
export interface TestIdentity {
	title: string;
	suite: string | null;
	file: string | null;
	/** Id of the project, so that the same test of two projects is two tests. */
	project?: string | null;
	/** The platform's own id of the test, in place of its names: whatever it looks like, it is no data of one run. */
	testId?: string | null;
	/** What else the test runs as, e.g. the browser: in each it is a test of its own. */
	group?: string | null;
}

/**
 * Identity of a test: 16 hex digits, the same on every run, branch and operating system. Data of one run in a title, the
 * folder of a checkout and colours make no other test.
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
 * Identity of a problem: 16 hex digits, the same for the same test with the same normalised error. `key` is the test's
 * key without its group. `error` is the message; `stack` has a say where that says little.
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
