/** Takes out of a report what tells of the machine that it was made on. */
import { hostname } from 'node:os';
import { realpathSync } from 'node:fs';
import path from 'node:path';

/** The folder that the suites seem to be in. */
const FOLDER = '/ci/shop';

/** The few properties of a Java machine that stay; the others are about the machine. */
const PROPERTIES = new Set(['java.specification.version', 'file.encoding', 'basedir', 'line.separator']);

/** The text of a report without names and paths of the machine. `folder` is where the suite ran. */
export function anonymous(text, folder) {
	const names = [
		[realpathSync(folder), FOLDER],
		[folder, FOLDER],
		[path.join(path.dirname(process.execPath)), '/usr/bin'],
		[hostname(), 'ci-machine'],
	];
	const named = names.reduce((given, [own, instead]) => given.replaceAll(own, instead), text);
	return named
		.replace(/\b(computerName|machine-name|user|runUser|user-domain|userName)="[^"]*"/g, '$1="ci"')
		.replace(/( *<property name="([^"]*)" value="[^"]*"\/>\n)/g, (line, _, name) =>
			/^(?:java|sun|os|user|file|jdk|native|awt|path|maven|surefire|localRepository|line|basedir|env|classworlds|library)\b/.test(
				name,
			) && !PROPERTIES.has(name)
				? ''
				: line,
		);
}
