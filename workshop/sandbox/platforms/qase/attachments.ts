import type { ApiCall, Endpoint } from '../../kernel/contract';
import { ok } from './answers';
import { onProject } from './lists';
import { newHash, type Attachment, type QaseWorld } from './world';

const MEGABYTE = 1024 * 1024;

/** qase.md 1.1, transport, and 2.x: uploading files. */
export function attachmentEndpoints(world: QaseWorld): Endpoint[] {
	return [
		{
			method: 'POST',
			path: '/v1/attachment/:code',
			section: '1.1, transport',
			upload: { field: 'file[]', maxFiles: 20, maxFileBytes: 32 * MEGABYTE },
			run: onProject(world, (_project, call) => ok(upload(world, call))),
		},
	];
}

function upload({ attachments }: QaseWorld, { parts }: ApiCall) {
	return parts.map(({ filename, contentType, content }) => {
		const attachment: Attachment = {
			hash: newHash(),
			filename: filename ?? '',
			mime: contentType ?? 'application/octet-stream',
			size: content.length,
		};
		attachments.push(attachment);
		const { hash, mime } = attachment;
		const extension = attachment.filename.split('.').pop();
		return { hash, filename: attachment.filename, mime, extension, url: urlOf(attachment), team: 'sandbox' };
	});
}

/** Attachments as runs, results and defects tell them. A hash that was never uploaded gives nothing. */
export function attachmentsJson({ attachments }: QaseWorld, hashes: string[]) {
	return hashes
		.flatMap((hash) => attachments.filter((attachment) => attachment.hash === hash))
		.map((attachment) => {
			const { size, mime, filename } = attachment;
			return { size, mime, filename, url: urlOf(attachment) };
		});
}

function urlOf({ hash, filename }: Attachment): string {
	return `https://storage.example.com/${hash}/${encodeURIComponent(filename)}`;
}
