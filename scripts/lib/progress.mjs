// Outside a terminal the output becomes a log, which needs fewer lines.
const INTERVAL_MS = process.stderr.isTTY ? 2_000 : 5_000;

/**
 * Until `work` is done, writes to stderr every few seconds what is being done and for how long: in a terminal to one
 * line that is overwritten, otherwise line by line.
 *
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @param {() => string} [howFar] the progress, called each time; e.g. '812 of about 2,103 packages'
 * @returns {Promise<T>}
 */
export async function withProgress(what, work, howFar = () => '') {
	const startedAt = Date.now();
	const say = (end) => {
		const line = [`${what}${howFar() ? `: ${howFar()}` : ''}`, minutes(Date.now() - startedAt)].join(', ');
		process.stderr.write(process.stderr.isTTY ? `\r\x1b[2K${line}${end}` : `${line}\n`);
	};
	say('');
	const timer = setInterval(say, INTERVAL_MS, '');
	try {
		const result = await work();
		clearInterval(timer);
		say(' (done)\n');
		return result;
	} catch (error) {
		clearInterval(timer);
		say(' (failed)\n');
		throw error;
	}
}

/**
 * A duration as mm:ss.
 *
 * @param {number} ms
 * @returns {string}
 */
export function minutes(ms) {
	const seconds = Math.round(ms / 1000);
	return [Math.floor(seconds / 60), seconds % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
