import path from 'node:path';
import { run } from './processes.mjs';

// `npm run` passes its settings on as npm_config_* variables: this project's `ignore-scripts=true` would turn an inner
// `npm rebuild` into a no-op. Settings for the registry and access to it are the user's and are kept.
const HANDED_DOWN = /^npm_(config|package|lifecycle)_/i;
const KEPT =
	/^npm_config_(registry|userconfig|globalconfig|cache|.*auth.*|(https?_?|no_?)?proxy|ca|cafile|strict_ssl|@.*|\/\/.*)$/i;

/**
 * The environment without the variables that an outer `npm run` has set.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function withoutNpmSettings(env = process.env) {
	return Object.fromEntries(
		Object.entries(env).filter(([name]) => !HANDED_DOWN.test(name) || KEPT.test(name)),
	);
}

/**
 * Runs npm with its own settings and returns its stdout.
 *
 * @param {string[]} args
 * @param {{ cwd: string, node?: string, settings?: Record<string, string> }} options `node`: the Node binary npm and
 *   the scripts it starts run on; `settings`: npm settings that override any .npmrc
 * @returns {Promise<string>}
 * @throws {Error} with the last lines of npm's output
 */
export async function npm(args, { cwd, node = process.execPath, settings = {} }) {
	const env = withoutNpmSettings();
	for (const [name, value] of Object.entries(settings)) env[`npm_config_${name}`] = value;
	env.PATH = [path.dirname(node), env.PATH].join(path.delimiter);
	const [program, ...before] = npmCommand(node);
	return await run(program, [...before, ...args], { cwd, env, label: `npm ${args.join(' ')}` });
}

function npmCommand(node) {
	const cli = process.env.npm_execpath;
	return cli?.endsWith('npm-cli.js') ? [node, cli] : ['npm'];
}
