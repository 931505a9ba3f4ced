import type { WrittenReport } from '../../../../core/reports/writeReport';

/** The words of a report as a person reads them: without escapes of its format. */
export function readable({ file, ...fields }: WrittenReport): string {
	const written = file?.content ?? JSON.stringify(fields);
	return written
		.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
		.replace(/&(gt|lt|amp);/g, (_, name: string) => ({ gt: '>', lt: '<', amp: '&' })[name] ?? '')
		.replace(/\\"/g, '"')
		.replace(/\\\\([^A-Za-z0-9\s])/g, '$1')
		.replaceAll('\u2060', '');
}
