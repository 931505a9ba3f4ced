import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/**
 * The error for an item without a run. If it is an error item of the node before, the error repeats what went wrong
 * there.
 */
export function missingRun(
	ctx: IExecuteFunctions,
	{ error, message }: IDataObject,
	itemIndex: number,
	advice: string,
): NodeOperationError {
	const isError = typeof error === 'string' && error !== '';
	return new NodeOperationError(
		ctx.getNode(),
		isError ? `This item holds no test run but an error: ${error}` : 'This item holds no test run',
		{ itemIndex, description: isError && typeof message === 'string' ? message : advice },
	);
}
