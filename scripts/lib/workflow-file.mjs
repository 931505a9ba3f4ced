/** Reads and writes the files of workflows that n8n downloads or exports. What is wrong is said in one plain line. */
import fs from 'node:fs';
import path from 'node:path';

/** An error whose message is all that its reader needs: no stack trace is printed. */
export class PlainError extends Error {}

/** Runs a command, and prints a {@link PlainError} as one line. @param {() => void | Promise<void>} command */
export async function plainly(command) {
	try {
		await command();
	} catch (error) {
		if (!(error instanceof PlainError)) throw error;
		console.error(error.message);
		process.exitCode = 1;
	}
}

/**
 * Converts each workflow of a file, which holds one as n8n downloads it, or a list of them as `n8n export:workflow`
 * writes it, and writes the result in the same form.
 *
 * @template {{ workflow: object }} Result
 * @param {string} file path, relative to the folder in which npm was called
 * @param {string | undefined} output path of the new file; standard output without one
 * @param {(workflow: { name?: string, nodes: object[] }) => Result} convert
 * @returns {Result[]} one for each workflow
 * @throws {PlainError} if the file holds no workflow, or a file cannot be read or written
 */
export function convertFile(file, output, convert) {
	const [from, to] = [pathOf(file), output && pathOf(output)];
	if (from === to) throw new PlainError(`The new file has to have another name than ${file}.`);
	const content = parsed(file, textOf(file, from));
	const workflows = [content].flat();
	if (!workflows.every(isWorkflow)) throw noWorkflow(file, 'it has no list of nodes');
	const results = workflows.map(convert);
	const converted = results.map(({ workflow }) => workflow);
	write(output, to, `${JSON.stringify(Array.isArray(content) ? converted : converted[0], null, 2)}\n`);
	return results;
}

/** npm runs a script in the folder of the package. */
function pathOf(file) {
	return path.resolve(process.env.INIT_CWD ?? process.cwd(), file);
}

/** The text, in UTF-8, or in UTF-16 as `>` writes it in Windows PowerShell 5. A byte order mark is not part of it. */
function textOf(file, from) {
	const bytes = attempt(`${file} cannot be read`, 'file', () => fs.readFileSync(from));
	return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf([first, second]) {
	if (first === 0xff && second === 0xfe) return 'utf-16le';
	return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

function parsed(file, text) {
	try {
		return JSON.parse(text);
	} catch {
		throw noWorkflow(file, 'it is not JSON');
	}
}

function isWorkflow(workflow) {
	const isNode = (node) => typeof node?.type === 'string' && typeof node.name === 'string';
	return Array.isArray(workflow?.nodes) && workflow.nodes.every(isNode);
}

function noWorkflow(file, why) {
	return new PlainError(`${file} is no workflow that n8n downloaded: ${why}.`);
}

function write(output, to, text) {
	if (to === undefined) process.stdout.write(text);
	else attempt(`${output} cannot be written`, 'folder', () => fs.writeFileSync(to, text));
}

function attempt(complaint, missing, action) {
	const reasons = {
		EACCES: 'access is denied',
		EISDIR: 'it is a folder',
		ENOENT: `there is no such ${missing}`,
	};
	try {
		return action();
	} catch (error) {
		throw new PlainError(`${complaint}: ${reasons[error.code] ?? error.code}.`);
	}
}
