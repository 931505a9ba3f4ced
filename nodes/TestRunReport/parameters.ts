/** The parameters of the node, read for one item. */
import type { IExecuteFunctions } from 'n8n-workflow';

import { readInput, type Input } from '../../n8n/parameters/input';
import type { FormatId } from '../../core/reports';
import type { ReportOptions } from '../../core/reports/report';
import { reportProperties } from './properties';

/** Choices of the user. */
export interface ReportParameters {
	format: FormatId;
	report: ReportOptions;
	/** For a digest: how many tests each of its lists shows. */
	maxTests: number;
	/** Name in the marker of a comment; `null` = the default. */
	marker: string | null;
	binaryField: string;
	/** Throws an error that names the parameter. */
	refuse: Input['refuse'];
}

const DEFAULT_MAX_FAILURES = 20;
const DEFAULT_MAX_TESTS = 10;

/** What a report is about, the same for all items: `run`, `allItems` or `failure`. */
export function readScope(ctx: IExecuteFunctions): string {
	return readInput(ctx, 0, reportProperties).text('reportPer');
}

/** Reads the parameters and refuses invalid ones. */
export function readParameters(ctx: IExecuteFunctions, itemIndex: number): ReportParameters {
	const input = readInput(ctx, itemIndex, reportProperties);
	const options = input.group('options');
	const most = options.optionalNumber('maxFailures');
	return {
		// Any value that is not in the list has been refused.
		format: input.text('format') as FormatId,
		report: {
			title: options.optionalText('title') ?? null,
			maxFailures: Math.floor(most ?? DEFAULT_MAX_FAILURES),
			includeStack: options.flag('includeStack'),
		},
		maxTests: Math.floor(most ?? DEFAULT_MAX_TESTS),
		marker: options.optionalText('marker') ?? null,
		binaryField: options.optionalText('binaryField') ?? 'data',
		refuse: input.refuse,
	};
}
