import type { Answer } from '../../kernel/contract';
import type { QodexWorld } from './world';

/** An error in the shape the variant `errorShape` says, since none is published. */
export function errorAnswer({ tools }: QodexWorld, status: number, message: string): Answer {
	switch (tools.variants.errorShape) {
		case 'errorString':
			return { status, body: { error: message } };
		case 'message':
			return { status, body: { message } };
		case 'errors':
			return { status, body: { errors: [{ message }] } };
		case 'plainText':
			return { status, text: { contentType: 'text/plain; charset=utf-8', content: message } };
	}
}
