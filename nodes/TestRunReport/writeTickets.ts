/** One Jira ticket per problem. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { failedOrOther } from '../../core/model/counts';
import { mapInTurns, type GiveWay } from '../../core/text/inTurns';
import { readFailure, readRun } from '../../core/model/readRun';
import { runTitle } from '../../core/model/runTitle';
import { formatList, outputFormats } from '../../core/reports';
import type { OutputFormat } from '../../core/reports/format';
import { type FailureSource, type Problem, problemsOf } from '../../core/reports/tickets';
import type { TestFailure, TestRun } from '../../core/model/TestRun';
import { oneLine, quantity, someNames } from '../../core/text/words';
import type { Input } from '../../n8n/parameters/input';
import { givingWay } from '../../n8n/givingWay';
import { asNodeError, continues, errorItem } from '../../n8n/items/onError';
import { isFailing } from '../../core/model/isFailing';
import { pairedWith } from '../../n8n/items/pairing';
import { readParameters } from './parameters';

/**
 * One item per problem, paired with all items that contain it. Input items are runs or events with failures, or single
 * failures.
 *
 * @throws NodeOperationError for any other item, or for failures without a fingerprint
 */
export async function writeTickets(ctx: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const { format, report, refuse } = readParameters(ctx, 0);
	const write = (await (outputFormats[format] as OutputFormat).loadTicket?.()) ?? withoutTickets(refuse);
	const giveWay = givingWay();
	const { sources, errors } = await readSources(ctx, giveWay);
	await giveWay();
	hintAtUnlisted(ctx, sources);
	const problems = problemsOf(sources);
	if (problems.length > report.maxFailures) hintAtRest(ctx, problems.length - report.maxFailures);
	const shown = problems.slice(0, report.maxFailures);
	const tickets = await mapInTurns(
		shown,
		(problem) => itemOf(problem, { format, ...write(problem, report.includeStack) }),
		giveWay,
	);
	return [...tickets, ...errors];
}

function withoutTickets(refuse: Input['refuse']): never {
	const names = formatList.filter(({ loadTicket }) => loadTicket !== undefined).map(({ name }) => name);
	return refuse(
		'reportPer',
		`can be 'Failed Test' with the format ${names.join(' or ')} only`,
		'Choose Run or All Items.',
	);
}

function itemOf({ run, seenIn }: Problem, ticket: object): INodeExecutionData {
	const json = { verdict: 'failed', ...ticket, runKeys: run ? [run.key] : [] } as unknown as IDataObject;
	return { json, pairedItem: pairedWith(seenIn) };
}

/** The failures of all items. With Continue On Fail, items that cannot be used become error items. */
async function readSources(
	ctx: IExecuteFunctions,
	giveWay: GiveWay,
): Promise<{ sources: FailureSource[]; errors: INodeExecutionData[] }> {
	const sources: FailureSource[] = [];
	const errors: INodeExecutionData[] = [];
	for (const [itemIndex, { json }] of ctx.getInputData().entries()) {
		await giveWay();
		try {
			sources.push(sourceOf(ctx, json, itemIndex));
		} catch (error) {
			if (!continues(ctx)) throw asNodeError(ctx, error, itemIndex);
			errors.push(errorItem(error, itemIndex));
		}
	}
	return { sources, errors };
}

function sourceOf(ctx: IExecuteFunctions, json: IDataObject, itemIndex: number): FailureSource {
	const run = readRun(json);
	const source = { itemIndex, run, failures: failuresIn(json, run) ?? refuseItem(ctx, run, itemIndex) };
	const problems = problemsOf([source]);
	if (problems.length === 0 && hasUnlisted(source)) refuseItem(ctx, run, itemIndex);
	const nameless = problems.find(({ failure }) => !isFingerprint(failure.fingerprint));
	if (nameless === undefined) return source;
	throw new NodeOperationError(
		ctx.getNode(),
		`The failure '${oneLine(nameless.failure.title)}' has no fingerprint`,
		{
			itemIndex,
			description:
				'A ticket is found again by it. Connect the failures as they came from the node that read them.',
		},
	);
}

/** The failures of a run, or the failure that the item is; `null` if there should be some and are not. */
function failuresIn(json: IDataObject, run: TestRun | null): TestFailure[] | null {
	if (run === null) {
		const failure = readFailure(json);
		return failure && [failure];
	}
	const hasNone = run.verdict === 'passed' || failedOrOther(run.counts) === 0;
	return run.failures ?? (hasNone ? [] : null);
}

/** Whether a run that did not pass has failed tests that are not in its list. */
function hasUnlisted({ run, failures }: FailureSource): boolean {
	if (run === null || run.verdict === 'passed') return false;
	const listed = failures.filter(isFailing).length;
	const isEmpty = run.verdict === 'failed' && listed === 0;
	return run.failuresTruncated || (failedOrOther(run.counts) ?? 0) > listed || isEmpty;
}

function refuseItem(ctx: IExecuteFunctions, run: TestRun | null, itemIndex: number): never {
	const [message, description] = run
		? [
				'The run of this item does not carry its failures',
				`${run.failuresNote ?? ''} Add the option 'Include Failures' to the node that reads the run, or connect the operation 'Get Many Failures'.`.trim(),
			]
		: [
				'This item holds no test run and no failure',
				"Connect runs with their failures, or the operation 'Get Many Failures'.",
			];
	throw new NodeOperationError(ctx.getNode(), message, { itemIndex, description });
}

function isFingerprint(text: string): boolean {
	return /^[0-9a-f]{16}$/.test(text);
}

/** Without a hint nobody would notice that tickets are missing. */
function hintAtUnlisted(ctx: IExecuteFunctions, sources: FailureSource[]): void {
	const runs = sources.filter(hasUnlisted).flatMap(({ run }) => run ?? []);
	if (runs.length === 0) return;
	const named = someNames(runs.map(runTitle));
	const list = runs.length === 1 ? 'does not list all its failures' : 'do not list all their failures';
	ctx.addExecutionHints({
		message: [
			`${quantity(runs.length, 'run')} ${list}, so some have no ticket: ${named}.`,
			runs[0].failuresNote,
		]
			.filter(Boolean)
			.join(' '),
		location: 'outputPane',
	});
}

/** Without a hint the limit would hide failures. */
function hintAtRest(ctx: IExecuteFunctions, rest: number): void {
	ctx.addExecutionHints({
		message: `${quantity(rest, 'problem has', 'problems have')} no ticket here: raise 'Maximum Failures' to get more.`,
		location: 'outputPane',
	});
}
