import fs from 'node:fs';
import path from 'node:path';

/**
 * What n8n's installer asks npm for, answered from a folder of tarballs: nothing is looked up or downloaded. It refuses
 * what it does not know, and a package with dependencies, which n8n would install.
 */
const PROGRAM = String.raw`
const fs = require('node:fs');
const path = require('node:path');

const [command, spec] = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));

const commands = {
	view: () => JSON.stringify(wanted().version),
	pack() {
		const { file } = wanted();
		fs.copyFileSync(path.join(TARBALLS, file), path.join(process.cwd(), file));
		return file;
	},
	install() {
		const { dependencies = {} } = JSON.parse(fs.readFileSync('package.json', 'utf8'));
		if (Object.keys(dependencies).length > 0) throw new Error('the package has dependencies');
		return '';
	},
};

function wanted() {
	const [, name, version] = /^(.+)@([^@]+)$/.exec(spec);
	const file = name + '-' + version + '.tgz';
	if (!fs.existsSync(path.join(TARBALLS, file))) throw new Error('npm ERR! code E404: 404 Not Found ' + spec);
	return { file, version };
}

console.log(commands[command]());
`;

/**
 * Makes a folder with a program `npm` that n8n finds first.
 *
 * @param {string} folder
 * @param {string} tarballs folder with `<name>-<version>.tgz`
 * @returns {Record<string, string>} settings for n8n: it finds that program, and reaches no address outside
 */
export function localNpm(folder, tarballs) {
	fs.mkdirSync(folder, { recursive: true });
	const program = `#!/usr/bin/env node\nconst TARBALLS = ${JSON.stringify(tarballs)};\n${PROGRAM}`;
	fs.writeFileSync(path.join(folder, 'npm'), program, { mode: 0o755 });
	return {
		PATH: [folder, path.dirname(process.execPath), process.env.PATH].join(path.delimiter),
		// n8n first asks its own service and the registry itself. Nobody listens here, so it goes on without an answer.
		HTTPS_PROXY: 'http://127.0.0.1:9',
		https_proxy: 'http://127.0.0.1:9',
	};
}
