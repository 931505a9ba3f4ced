/** Errors for the places where n8n displays only one text. */
import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/**
 * An error with its whole text (what happened and what to do) in `message`, because n8n displays only one text for
 * errors of webhook methods and of polls at activation. n8n 2 displays the message; n8n 1 displays the description of a
 * NodeApiError, and the message of all others. Therefore the result is never a NodeApiError. It has no description, so
 * that the text is not displayed twice where n8n displays both.
 *
 * @param sources sentences about where a value came from, which end the text
 */
export function wholeTextError(node: INode, error: Error, sources: string[] = []): NodeOperationError {
	// If `error` already is a NodeOperationError, this constructor returns it unchanged. Any other error becomes the
	// cause of a new one.
	const whole = new NodeOperationError(node, error);
	const advice = [whole.description, ...sources].filter(Boolean).join(' ');
	whole.message = [whole.message, advice].filter(Boolean).join('. ');
	whole.description = undefined;
	return whole;
}
