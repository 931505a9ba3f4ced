import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { readInput, type Input } from '../../n8n/parameters/input';
import { decideInTurns } from '../../core/gate/gate';
import type { GateResult, GateRules } from '../../core/gate/rules';
import type { GiveWay } from '../../core/text/inTurns';
import { readRun } from '../../core/model/readRun';
import type { Verdict } from '../../core/model/TestRun';
import { givingWay } from '../../n8n/givingWay';
import { noteRuns, UNDECIDED, type DecidedRun } from '../../n8n/items/executionData';
import { missingRun } from '../../n8n/items/missingRun';
import { asNodeError, continues, errorItem } from '../../n8n/items/onError';
import { gateProperties, ruleFields } from './properties';

/** The outputs, in the same order as in the node's description. */
const OUTPUT_OF: Record<Verdict, number> = { passed: 0, failed: 1, inconclusive: 2, pending: 3 };

/**
 * Checks every item against the rules. Returns one list of items per output; each item is an input item with `gate`
 * added.
 *
 * @throws NodeOperationError for an item without a run, and for a failed run with Stop on Failed
 */
export async function sortByVerdict(ctx: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const decided: DecidedRun[] = [];
	try {
		return await sorted(ctx, decided);
	} finally {
		noteRuns(ctx, decided);
	}
}

/** Adds an entry to `decided` for each item. */
async function sorted(ctx: IExecuteFunctions, decided: DecidedRun[]): Promise<INodeExecutionData[][]> {
	const outputs: INodeExecutionData[][] = Object.keys(OUTPUT_OF).map(() => []);
	const giveWay = givingWay();
	for (const [itemIndex, item] of ctx.getInputData().entries()) {
		await giveWay();
		try {
			const { run, gate, stop } = await judgeItem(ctx, item, itemIndex, giveWay);
			decided.push({ ...run, verdict: gate.verdict });
			if (stop) throw failedRun(ctx, gate, itemIndex);
			outputs[OUTPUT_OF[gate.verdict]].push({
				...item,
				json: { ...item.json, gate: { ...gate } },
				pairedItem: { item: itemIndex },
			});
		} catch (error) {
			if (decided.length <= itemIndex) decided.push(UNDECIDED);
			if (!continues(ctx)) throw asNodeError(ctx, error, itemIndex);
			outputs[OUTPUT_OF.inconclusive].push(errorItem(error, itemIndex));
		}
	}
	return outputs;
}

async function judgeItem(
	ctx: IExecuteFunctions,
	{ json }: INodeExecutionData,
	itemIndex: number,
	giveWay: GiveWay,
): Promise<{ run: Omit<DecidedRun, 'verdict'>; gate: GateResult; stop: boolean }> {
	const run = readRun(json);
	if (run === null) {
		const advice =
			'Connect a node that returns runs, such as a Test Run Reader, or an operation that returns runs, with Simplify on.';
		throw missingRun(ctx, json, itemIndex, advice);
	}
	const input = readInput(ctx, itemIndex, gateProperties);
	const rules = input.isBlank('rules') ? input.refuse('rules', 'is empty') : input.group('rules');
	const gate = await decideInTurns(run, readRules(rules), giveWay);
	const { platform, branch, key } = run;
	return {
		run: { platform, branch, key },
		gate,
		stop: gate.verdict === 'failed' && input.flag('stopOnFailed'),
	};
}

/**
 * The rules that the user has set. A rule whose expression returns nothing is refused: otherwise it would silently be
 * ignored.
 */
function readRules(rules: Input): GateRules {
	for (const { name } of ruleFields) if (rules.isBlank(name)) refuseEmpty(rules, name);
	const rate = (name: string) => {
		const percent = rules.optionalNumber(name);
		return percent === undefined ? undefined : percent / 100;
	};
	return {
		minPassRate: rate('minPassRate'),
		maxFailureRate: rate('maxFailureRate'),
		maxFailures: rules.optionalNumber('maxFailures'),
		minTests: rules.optionalNumber('minTests'),
		flaky: rules.optionalText('flaky') as GateRules['flaky'],
		minFailuresInARow: rules.optionalNumber('minFailuresInARow'),
		ignoreFlakyAbove: rate('ignoreFlakyAbove'),
		ignoreTests: rules.list('ignoreTests'),
		onlyNewFailures: rules.flag('onlyNewFailures'),
		requiredTags: readTags(rules),
		inconclusiveAs: rules.optionalText('inconclusiveAs') as GateRules['inconclusiveAs'],
	};
}

/** The required tags. An empty text field means none, but a value without any tag in it, such as ",", is refused. */
function readTags(rules: Input): string[] {
	const tags = rules.list('requiredTags');
	return tags.length === 0 && rules.has('requiredTags') ? refuseEmpty(rules, 'requiredTags') : tags;
}

function refuseEmpty(rules: Input, name: string): never {
	return rules.refuse(
		name,
		'is empty',
		'Fill it in, or remove the rule. If it holds an expression, check what the expression gives for this item.',
	);
}

function failedRun(ctx: IExecuteFunctions, { reasons }: GateResult, itemIndex: number): NodeOperationError {
	return new NodeOperationError(ctx.getNode(), `The test run did not pass: ${reasons[0] ?? 'it failed'}`, {
		itemIndex,
		description:
			reasons.slice(1).join(' ') || "Turn off 'Stop on Failed' to send failed runs to the Failed output.",
	});
}
