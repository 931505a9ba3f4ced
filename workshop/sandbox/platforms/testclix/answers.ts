import type { Answer } from '../../kernel/contract';
import type { Test, TestClixWorld } from './world';

/** The one error envelope (testclix.md 1). */
export function errorAnswer(status: number, message: string): Answer {
	return { status, body: { message } };
}

/** A status in the letter case that the variant says. */
export function inCase({ tools }: TestClixWorld, status: string): string {
	if (tools.variants.statusCase === 'lower') return status;
	return status.charAt(0).toUpperCase() + status.slice(1);
}

/** An entry of `tests.error.items`, whose shape is not published. */
export function errorItem({ tools }: TestClixWorld, { testId, name }: Test): unknown {
	switch (tools.variants.errorItems) {
		case 'objects':
			return { test_id: testId, name, status: 'error', message: 'Step 4: the button "Pay" is not there' };
		case 'ids':
			return testId;
		case 'others':
			return { uid: testId, label: name };
	}
}
