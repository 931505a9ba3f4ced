import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { isLoopback } from '../transport/baseUrl';

/** A URL of this n8n, and the platform that should call it. */
export interface CallAddress {
	url: string;
	/** Name of the platform, for messages. */
	platform: string;
	/** Base URL of its API. */
	apiUrl: string;
}

/**
 * Throws if the URL is a loopback address and the platform is not on this machine. `lastStep` completes the sentence
 * "…, and".
 */
export function refuseUnreachable(node: INode, address: CallAddress, lastStep: string): void {
	const { url, platform, apiUrl } = address;
	if (!isLoopback(url) || isLoopback(apiUrl)) return;
	throw new NodeOperationError(node, `${platform} cannot reach this n8n at ${new URL(url).origin}`, {
		description:
			'The address is only valid on this machine. Set the environment variable N8N_WEBHOOK_URL (WEBHOOK_URL on older versions) ' +
			`to the public address of n8n, restart n8n, and ${lastStep}.`,
	});
}
