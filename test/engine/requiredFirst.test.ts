/** Required fields come first in every panel, so that nobody has to look for what an operation cannot do without. */
import type { INodeParameters, INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';

import { TestRun } from '../../nodes/TestRun/TestRun.node';
import { TestRunGate } from '../../nodes/TestRunGate/TestRunGate.node';
import { TestRunHistory } from '../../nodes/TestRunHistory/TestRunHistory.node';
import { TestRunPollingTrigger } from '../../nodes/TestRunPollingTrigger/TestRunPollingTrigger.node';
import { TestRunReader } from '../../nodes/TestRunReader/TestRunReader.node';
import { TestRunReport } from '../../nodes/TestRunReport/TestRunReport.node';
import { TestRunTrigger } from '../../nodes/TestRunTrigger/TestRunTrigger.node';
import { actionGroups, platforms } from '../../platforms';
import packageJson from '../../package.json';
import { shown } from './parameters';

const actions = actionGroups.flatMap(({ id: resource, operations }) =>
	operations.map(({ value: operation }) => ({ resource, operation })),
);
const ofPlatforms = platforms.map(({ id: platform }) => ({ platform }));

/** Every panel, by what is chosen at its top. */
const PANELS: Array<[INodeType, INodeParameters[]]> = [
	[new TestRun(), actions],
	[new TestRunTrigger(), ofPlatforms],
	[new TestRunPollingTrigger(), ofPlatforms.filter(({ platform }) => hasPolling(platform))],
	[new TestRunReader(), [{}]],
	[new TestRunGate(), [{}]],
	[new TestRunReport(), [{}]],
	[new TestRunHistory(), [{}]],
];

function hasPolling(platform: string): boolean {
	return platforms.some(({ id, polling }) => id === platform && polling !== undefined);
}

/** What is chosen at the top, alone and with each value of each list that the panel then shows. */
function choicesIn(node: INodeType, chosen: INodeParameters): INodeParameters[] {
	const lists = shown(node, chosen).filter(({ type, name }) => type === 'options' && !(name in chosen));
	const each = lists.flatMap(({ name, options = [] }) =>
		(options as INodePropertyOptions[]).map(({ value }) => ({ ...chosen, [name]: value })),
	);
	return [chosen, ...each];
}

/** Fields that are above a required one although they are optional and do not decide whether it is shown. */
function tooHigh(panel: INodeProperties[]): string[] {
	const isRequired = ({ required }: INodeProperties) => required === true;
	const last = panel.map(isRequired).lastIndexOf(true);
	const deciding = panel
		.filter(isRequired)
		.flatMap(({ displayOptions }) => Object.keys(displayOptions?.show ?? {}));
	return panel
		.slice(0, Math.max(last, 0))
		.filter((field) => !isRequired(field) && field.type !== 'notice' && !deciding.includes(field.name))
		.map(({ name }) => name);
}

test('the panels are those of all nodes of the package', () => {
	expect(
		PANELS.map(([node]) => `dist/nodes/${node.constructor.name}/${node.constructor.name}.node.js`).sort(),
	).toEqual([...packageJson.n8n.nodes].sort());
});

test('an optional field above a required one is found', () => {
	const field = (name: string, more: Partial<INodeProperties> = {}) =>
		({ displayName: name, name, type: 'string', default: '', ...more }) as INodeProperties;
	const id = field('id', { required: true, displayOptions: { show: { by: ['id'] } } });

	expect(tooHigh([field('by'), id, field('label')])).toEqual([]);
	expect(tooHigh([field('by'), field('label'), id])).toEqual(['label']);
});

const cases = PANELS.flatMap(([node, tops]) =>
	tops.map((top) => [[node.description.displayName, ...Object.values(top)].join(' '), node, top] as const),
);

test.each(cases)('%s', (_, node, top) => {
	const wrong = choicesIn(node, top).map((chosen) => ({ chosen, above: tooHigh(shown(node, chosen)) }));

	expect(wrong.filter(({ above }) => above.length > 0)).toEqual([]);
});
