/** What an operation puts out for a run that was compared with an earlier one. Pure. */
import type { IDataObject } from 'n8n-workflow';

import { compareFailures } from '../runs/compare';
import type { TestRun } from '../runs/TestRun';

/**
 * The current run; its failures carry `change`, and those that recovered follow at the end. `comparison` counts them
 * and names the earlier run. Both runs must hold all their failures. Without an earlier run nothing is compared:
 * the failures carry no `change`, and `comparison` is `null`.
 */
export function comparedRun(current: TestRun, previous: TestRun | null): IDataObject {
	if (previous === null) return { ...current, comparison: null } as unknown as IDataObject;
	const { failures, recovered } = compareFailures(current.failures ?? [], previous.failures ?? []);
	const { key, id, name, url, status, verdict, startedAt } = previous;
	const stillFailing = failures.filter(({ change }) => change === 'stillFailing').length;
	const comparison = {
		previousRun: { key, id, name, url, status, verdict, startedAt },
		newFailures: failures.length - stillFailing,
		stillFailing,
		recovered: recovered.length,
	};
	return { ...current, failures: [...failures, ...recovered], comparison } as unknown as IDataObject;
}
