/** Sends requests as fast as they are answered, over keep-alive connections. */
import { Agent, request } from 'node:http';

/** One request. */
export interface Post {
	url: string;
	headers: Record<string, string>;
	body: Buffer;
}

/** The speed of sending. */
export interface Sent {
	perSecond: number;
	/** Milliseconds from each request to its response. */
	latencies: number[];
}

/** Sends `count` requests, `parallel` at a time. Throws unless each is answered with status 200. */
export async function sendAll(count: number, parallel: number, next: () => Post): Promise<Sent> {
	const agent = new Agent({ keepAlive: true, maxSockets: parallel });
	const latencies: number[] = [];
	let left = count;
	const sender = async () => {
		while (left-- > 0) {
			const post = next();
			const startedAt = performance.now();
			await sendOne(agent, post);
			latencies.push(performance.now() - startedAt);
		}
	};
	const startedAt = performance.now();
	await Promise.all(Array.from({ length: parallel }, sender));
	const seconds = (performance.now() - startedAt) / 1000;
	agent.destroy();
	return { perSecond: count / seconds, latencies };
}

async function sendOne(agent: Agent, { url, headers, body }: Post): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
			let text = '';
			answer.setEncoding('utf8').on('data', (part: string) => (text += part));
			answer.on('end', () => {
				const isFine = answer.statusCode === 200 && !text.includes('"accepted":false');
				if (isFine) resolve();
				else reject(new Error(`A delivery was answered with ${answer.statusCode}: ${text}`));
			});
		});
		sent.on('error', reject);
		sent.end(body);
	});
}
