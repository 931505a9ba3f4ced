/** The registry of report formats: the only list of them. A further format is one line. */

import { allure } from './allure';
import { ctrf } from './ctrf';
import { cucumber } from './cucumber';
import { dart } from './dart';
import { DETECT } from './formatNames';
import { goTest } from './goTest';
import { jest } from './jest';
import { junit } from './junit';
import { k6 } from './k6';
import { mocha } from './mocha';
import { newman } from './newman';
import { nunit } from './nunit';
import { playwright } from './playwright';
import type { ReportFormat, ReportContent } from './reader';
import { ReportError } from './reportError';
import { robot } from './robot';
import { rspec } from './rspec';
import { tap } from './tap';
import { testng } from './testng';
import { trx } from './trx';
import { unknownContent } from './unknownContent';
import { xunit } from './xunit';

/** All formats, in the order in which they are tried. */
export const reportFormats: readonly ReportFormat[] = [
	junit,
	ctrf,
	playwright,
	jest,
	mocha,
	cucumber,
	trx,
	nunit,
	xunit,
	testng,
	allure,
	goTest,
	robot,
	tap,
	rspec,
	dart,
	newman,
	k6,
];

/**
 * The format of the content: the chosen one if it is that, or by detection.
 *
 * @param chosen id of a format, or `detect`
 * @throws {ReportError} when there is none, or the content is of another one
 */
export function formatOf(content: ReportContent, chosen: string = DETECT): ReportFormat {
	const detected = reportFormats.find((format) => format.detects(content));
	if (chosen === DETECT || detected?.id === chosen) return detected ?? raise(unknownContent(content));
	const wanted = reportFormats.find(({ id }) => id === chosen);
	if (!wanted) throw new Error(`There is no report format "${chosen}"`);
	if (wanted.detects(content)) return wanted;
	return raise(detected ? otherFormat(content.file, wanted, detected) : unknownContent(content));
}

function raise(error: ReportError): never {
	throw error;
}

function otherFormat(file: string, wanted: ReportFormat, found: ReportFormat): ReportError {
	return new ReportError({
		file,
		problem: `is no ${wanted.name} report but one of ${found.name}`,
		advice: `Choose the format ${found.name}, or let it be detected.`,
	});
}
