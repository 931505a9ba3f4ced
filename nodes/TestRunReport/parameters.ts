/** The parameters of the node, read for one item. */
import type { IExecuteFunctions } from 'n8n-workflow';

import { readInput, type Input } from '../../platforms/input';
import type { ReportOptions } from '../../runs/report/report';
import { reportProperties } from './properties';

/** What the user chose. */
export interface ReportParameters {
	format: string;
	report: ReportOptions;
	/** Name in the marker of a comment; `null` for the default. */
	marker: string | null;
	binaryField: string;
	/** Throws an error that names the parameter. */
	refuse: Input['refuse'];
}

const DEFAULT_MAX_FAILURES = 20;

/** Reads them; a limit that makes no sense is refused. */
export function readParameters(ctx: IExecuteFunctions, itemIndex: number): ReportParameters {
	const input = readInput(ctx, itemIndex, reportProperties);
	const options = input.group('options');
	const max = options.optionalNumber('maxFailures') ?? DEFAULT_MAX_FAILURES;
	return {
		format: input.text('format'),
		report: {
			title: options.optionalText('title') ?? null,
			maxFailures: max >= 0 ? Math.floor(max) : options.refuse('maxFailures', 'must be 0 or more'),
			includeStack: options.flag('includeStack'),
		},
		marker: options.optionalText('marker') ?? null,
		binaryField: options.optionalText('binaryField') ?? 'data',
		refuse: input.refuse,
	};
}
