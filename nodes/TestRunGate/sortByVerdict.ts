/** Judges every item and puts it into the output of its verdict. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { readInput } from '../../platforms/input';
import { decideInTurns, type GateResult, type GateRules } from '../../runs/gate';
import type { GiveWay } from '../../runs/inTurns';
import { readRun } from '../../runs/readRun';
import type { Verdict } from '../../runs/TestRun';
import { givingWay } from '../../waiting/givingWay';
import { missingRun } from '../missingRun';
import { asNodeError, continues, errorItem } from '../onError';
import { gateProperties } from './properties';

/** The outputs, in the order of the description. */
const OUTPUTS: Verdict[] = ['passed', 'failed', 'inconclusive', 'pending'];
const INCONCLUSIVE = OUTPUTS.indexOf('inconclusive');

/**
 * One list of items per output; each item is its input with `gate` added.
 *
 * @throws NodeOperationError for an item that holds no run, and for a failed run with Stop on Failed
 */
export async function sortByVerdict(ctx: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const outputs: INodeExecutionData[][] = OUTPUTS.map(() => []);
	const giveWay = givingWay();
	for (const [itemIndex, item] of ctx.getInputData().entries()) {
		await giveWay();
		try {
			const { gate, stop } = await judgeItem(ctx, item, itemIndex, giveWay);
			if (stop) throw failedRun(ctx, gate, itemIndex);
			outputs[OUTPUTS.indexOf(gate.verdict)].push({
				...item,
				json: { ...item.json, gate: { ...gate } },
				pairedItem: { item: itemIndex },
			});
		} catch (error) {
			if (!continues(ctx)) throw asNodeError(ctx, error, itemIndex);
			outputs[INCONCLUSIVE].push(errorItem(error, itemIndex));
		}
	}
	return outputs;
}

async function judgeItem(
	ctx: IExecuteFunctions,
	{ json }: INodeExecutionData,
	itemIndex: number,
	giveWay: GiveWay,
): Promise<{ gate: GateResult; stop: boolean }> {
	const run = readRun(json);
	if (run === null) {
		const advice =
			'Connect the output of a Test Run Trigger or of a Test Run operation that returns runs, with Simplify on.';
		throw missingRun(ctx, json, itemIndex, advice);
	}
	const input = readInput(ctx, itemIndex, gateProperties);
	const gate = await decideInTurns(run, readRules(input.group('rules')), giveWay);
	return { gate, stop: gate.verdict === 'failed' && input.flag('stopOnFailed') };
}

function readRules(rules: ReturnType<typeof readInput>): GateRules {
	const rate = (name: string) => {
		const percent = rules.optionalNumber(name);
		if (percent === undefined) return undefined;
		return percent >= 0 && percent <= 100 ? percent / 100 : rules.refuse(name, 'must be between 0 and 100');
	};
	return {
		minPassRate: rate('minPassRate'),
		maxFailureRate: rate('maxFailureRate'),
		maxFailures: rules.optionalNumber('maxFailures'),
		minTests: rules.optionalNumber('minTests'),
		flaky: rules.optionalText('flaky') as GateRules['flaky'],
		ignoreTests: rules.list('ignoreTests'),
		onlyNewFailures: rules.flag('onlyNewFailures'),
		requiredTags: rules.list('requiredTags'),
		inconclusiveAs: rules.optionalText('inconclusiveAs') as GateRules['inconclusiveAs'],
	};
}

function failedRun(ctx: IExecuteFunctions, { reasons }: GateResult, itemIndex: number): NodeOperationError {
	return new NodeOperationError(ctx.getNode(), `The test run did not pass: ${reasons[0] ?? 'it failed'}`, {
		itemIndex,
		description:
			reasons.slice(1).join(' ') || "Turn off 'Stop on Failed' to send failed runs to the Failed output.",
	});
}
