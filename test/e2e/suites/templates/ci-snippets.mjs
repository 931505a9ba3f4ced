import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../../../scripts/lib/paths.mjs';

/**
 * What a CI service has when it runs a step: the shell, and variables, of which these end in the run.
 *
 * @typedef {object} Ci
 * @property {string} name as docs/reading.md writes it
 * @property {string[]} shell
 * @property {Record<string, string>} variables
 * @property {{ branch: string, commit: string, url: string }} told by the variables
 * @property {(block: string) => string} scriptOf the shell script in a block of its configuration
 */

const told = {
	branch: 'feature/cart',
	commit: '0123456789abcdef0123456789abcdef01234567',
	url: 'https://ci.example.com/shop/42',
};

/** @type {Ci[]} */
export const services = [
	{
		name: 'GitHub Actions',
		shell: ['bash', '-e'],
		variables: {
			GITHUB_HEAD_REF: told.branch,
			GITHUB_REF_NAME: '7/merge',
			GITHUB_SHA: told.commit,
			GITHUB_SERVER_URL: 'https://ci.example.com',
			GITHUB_REPOSITORY: 'owner/shop',
			GITHUB_RUN_ID: '42',
		},
		told: { ...told, url: 'https://ci.example.com/owner/shop/actions/runs/42' },
		scriptOf: (block) => inYaml(block, 'run: |'),
	},
	{
		name: 'GitLab CI',
		shell: ['bash', '-eo', 'pipefail'],
		variables: {
			CI_COMMIT_REF_NAME: told.branch,
			CI_COMMIT_SHA: told.commit,
			CI_JOB_URL: told.url,
		},
		told,
		scriptOf: (block) => inYaml(block, '- |'),
	},
	{
		name: 'Jenkins',
		shell: ['sh', '-e'],
		variables: { GIT_BRANCH: told.branch, GIT_COMMIT: told.commit, BUILD_URL: told.url },
		told,
		// Groovy joins lines that end with a backslash.
		scriptOf: (block) => block.split("'''")[1].replaceAll('\\\n', ''),
	},
	{
		name: 'Azure Pipelines',
		shell: ['bash'],
		variables: {
			BUILD_SOURCEBRANCH: `refs/heads/${told.branch}`,
			BUILD_SOURCEVERSION: told.commit,
			SYSTEM_COLLECTIONURI: 'https://ci.example.com/owner/',
			SYSTEM_TEAMPROJECTID: 'shop',
			BUILD_BUILDID: '42',
		},
		told: { ...told, url: 'https://ci.example.com/owner/shop/_build/results?buildId=42' },
		scriptOf: (block) => inYaml(block, 'bash: |'),
	},
];

/**
 * Runs the lines for a CI service as docs/reading.md has them. `npm test` writes the report and ends with the exit code.
 *
 * @param {Ci} ci
 * @param {{ url: string, token: string, report?: string, exitCode?: number }} options no report is written if omitted
 * @returns {Promise<{ exitCode: number, output: string }>} of the step
 */
export async function runSnippet({ name, shell, variables, scriptOf }, options) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'test-runs-ci-'));
	try {
		writeTests(folder, options);
		const env = {
			...variables,
			HOME: folder,
			PATH: `${folder}${path.delimiter}${process.env.PATH}`,
			N8N_REPORT_URL: options.url,
			N8N_REPORT_TOKEN: options.token,
		};
		const [program, ...flags] = shell;
		return await run(program, [...flags, '-c', scriptOf(blockOf(name))], { cwd: folder, env });
	} finally {
		fs.rmSync(folder, { recursive: true, force: true });
	}
}

/** An `npm` whose tests write the report. What an earlier build has left must not be sent. */
function writeTests(folder, { report, exitCode = 0 }) {
	const copy = report === undefined ? '' : 'cp written.xml report.xml\n';
	fs.writeFileSync(path.join(folder, 'npm'), `#!/bin/sh\n${copy}exit ${exitCode}\n`, { mode: 0o755 });
	fs.writeFileSync(
		path.join(folder, 'report.xml'),
		'<testsuite><testcase name="of an earlier build"/></testsuite>',
	);
	if (report !== undefined) fs.writeFileSync(path.join(folder, 'written.xml'), report);
}

/** The first block of code behind the name of the service. */
function blockOf(name) {
	const text = fs.readFileSync(path.join(projectRoot, 'docs', 'reading.md'), 'utf8');
	const [, behind] = text.split(`\n**${name}**\n`);
	if (behind === undefined) throw new Error(`docs/reading.md has no lines for ${name}`);
	return behind.split('```')[1];
}

/** The text that `key` begins in YAML: the lines below that are further to the right than it. */
function inYaml(block, key) {
	const lines = block.split('\n');
	const start = lines.findIndex((line) => line.trim().endsWith(key));
	if (start < 0) throw new Error(`no ${key} in ${block}`);
	const indent = lines[start + 1].search(/\S/);
	const below = lines.slice(start + 1);
	const end = below.findIndex((line) => line.trim() !== '' && line.search(/\S/) < indent);
	return below
		.slice(0, end < 0 ? undefined : end)
		.map((line) => line.slice(indent))
		.join('\n');
}

async function run(program, args, options) {
	return await new Promise((resolve) => {
		execFile(program, args, options, (error, stdout, stderr) => {
			resolve({ exitCode: error === null ? 0 : Number(error.code), output: stdout + stderr });
		});
	});
}
