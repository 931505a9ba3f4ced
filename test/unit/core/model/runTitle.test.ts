import { runTitle, type TitledRun } from '../../../../core/model/runTitle';
import { sampleRun } from '../sampleRun';

const ID = '5abfa74c8e1d4f0b9c2a6d3e7f809152';
const BUILD = '0b9d4c7a-52e1-4b0f-8f3d-1c2a6e5b7d90';

const commit = { sha: 'f00', message: 'Offer saved cards at checkout\n\nlong story', author: null };
const project = { id: 'p1', name: 'Web shop' };

test.each<[string, Partial<TitledRun>, string]>([
	['its name', { name: 'Nightly', commit, branch: 'main', buildId: '812' }, 'Nightly'],
	['its name with a number of its own', { name: 'Run 7', id: '12' }, 'Run 7'],
	['its commit', { commit, branch: 'main', buildId: '812', project }, 'Offer saved cards at checkout'],
	['project, branch and build', { project, branch: 'main', buildId: '812' }, 'Web shop, main, build 812'],
	['branch and build', { branch: 'main', buildId: BUILD }, 'main, build 0b9d4c7a'],
	['its branch', { branch: 'main' }, 'main'],
	['its project', { project }, 'Web shop'],
	['its build', { buildId: '812' }, 'Currents build 812'],
	['a short id', {}, 'Currents run 5abfa74c'],
	['a short id instead of a build that is one, too', { buildId: BUILD }, 'Currents run 5abfa74c'],
	['a short number', { id: '12', platformName: 'Qase' }, 'Qase run 12'],
	['the start of another long id', { id: 'run_01HZX0A1B2C3D4E5F6G7' }, 'Currents run run_01HZX0A1B2C3D4E…'],
])('a run is called by %s', (_, facts, title) => {
	expect(runTitle({ ...sampleRun({ id: ID }), ...facts })).toBe(title);
});

test.each<[string, Partial<TitledRun>]>([
	['the id', { name: ID }],
	['a word and the id', { name: `Run #${ID}` }],
	['a word and the build', { name: `Run #${BUILD}`, buildId: BUILD }],
	['nothing that can be seen', { name: '\u0007\u202e \n' }],
])('a name that is %s counts as none', (_, facts) => {
	expect(runTitle({ ...sampleRun({ id: ID, branch: 'main' }), ...facts })).toMatch(/^main/);
});

test('a name of symbols is a name', () => {
	expect(runTitle({ ...sampleRun({ id: ID }), name: '🚀' })).toBe('🚀');
});

test.each([
	['the merge that GitHub tests', 'Merge 0f1e2d3c into 4b5a6978'],
	['nothing', ' \n '],
])('a commit message of %s is no title', (_, message) => {
	expect(runTitle({ ...sampleRun({ id: ID, branch: 'main' }), commit: { ...commit, message } })).toBe('main');
});

test('a title is one line of limited length', () => {
	const long = 'A very long name\nwith a line feed '.repeat(20);

	expect(runTitle({ ...sampleRun(), name: long })).toMatch(/^[^\n]{200}$/);
	expect(runTitle({ ...sampleRun(), commit: { ...commit, message: 'word '.repeat(90) } })).toMatch(
		/^.{100}$/,
	);
});
