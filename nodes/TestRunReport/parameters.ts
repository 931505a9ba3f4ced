/** The parameters of the node, read for one item. */
import type { IExecuteFunctions } from 'n8n-workflow';

import { readInput, type Input } from '../../n8n/parameters/input';
import type { FormatId } from '../../core/reports';
import type { ReportOptions } from '../../core/reports/report';
import { reportProperties } from './properties';

/** What the user chose. */
export interface ReportParameters {
	format: FormatId;
	report: ReportOptions;
	/** Name in the marker of a comment; `null` for the default. */
	marker: string | null;
	binaryField: string;
	/** Throws an error that names the parameter. */
	refuse: Input['refuse'];
}

const DEFAULT_MAX_FAILURES = 20;

/** What a report is about: `run`, `allItems` or `failure`, for all items alike. */
export function readScope(ctx: IExecuteFunctions): string {
	return readInput(ctx, 0, reportProperties).text('reportPer');
}

/** Reads them; what makes no sense is refused. */
export function readParameters(ctx: IExecuteFunctions, itemIndex: number): ReportParameters {
	const input = readInput(ctx, itemIndex, reportProperties);
	const options = input.group('options');
	return {
		// One of the list, or it is refused.
		format: input.text('format') as FormatId,
		report: {
			title: options.optionalText('title') ?? null,
			maxFailures: Math.floor(options.optionalNumber('maxFailures') ?? DEFAULT_MAX_FAILURES),
			includeStack: options.flag('includeStack'),
		},
		marker: options.optionalText('marker') ?? null,
		binaryField: options.optionalText('binaryField') ?? 'data',
		refuse: input.refuse,
	};
}
