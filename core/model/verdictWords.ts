/** The verdicts in words. */
import type { Verdict } from './TestRun';

/** What a verdict is called where people choose it. */
export const VERDICT_NAMES: Record<Verdict, string> = {
	failed: 'Failed',
	inconclusive: 'Inconclusive',
	passed: 'Passed',
	pending: 'Pending',
};

/** All verdicts, by name. */
export const VERDICTS = Object.keys(VERDICT_NAMES) as Verdict[];

/** The verdicts to choose from, by name; some with what they mean here. */
export function verdictChoices(
	descriptions: Partial<Record<Verdict, string>> = {},
	verdicts: Verdict[] = VERDICTS,
): Array<{ name: string; value: Verdict; description?: string }> {
	return verdicts.map((value) => {
		const description = descriptions[value];
		return { name: VERDICT_NAMES[value], value, ...(description === undefined ? {} : { description }) };
	});
}
