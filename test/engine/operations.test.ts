/** What each operation of the Test Run node promises the editor, and that its code reads what it shows. */
import { NodeHelpers, type INodePropertyOptions } from 'n8n-workflow';

import { TestRun } from '../../nodes/TestRun/TestRun.node';
import { actionGroups } from '../../platforms';
import { shown, walk } from './parameters';
import { operationFile, reads, sourceFrom } from './sourceOf';

describe('Test Run', () => {
	const node = new TestRun();
	const operations = actionGroups.flatMap((group) =>
		group.operations.map((operation) => [group.id, operation.value, operation, group] as const),
	);
	/** n8n shows two lines of a description in the list of operations and cuts off the rest. */
	const SHOWN_WHOLE = 120;
	const PROPER_NAMES = /\b(ID|CI|GitHub|API|QQL|URL)\b/g;

	test.each(operations)(
		'%s %s shows its own fields and its own credential, and nothing else',
		(resource, operation, { fields, ...head }, group) => {
			const [platform, choice, ...rest] = shown(node, { resource, operation });
			const own = new Set(fields.map(({ name }) => name));

			expect([platform?.name, choice?.name]).toEqual(['resource', 'operation']);
			expect((choice?.options as INodePropertyOptions[]).map(({ value }) => value).sort()).toEqual(
				group.operations.map(({ value }) => value).sort(),
			);
			for (const { name } of rest) expect(own).toContain(name);
			expect(new Set(rest.map(({ name }) => name)).size).toBe(rest.length);

			const credentials = (node.description.credentials ?? []).filter((credential) =>
				NodeHelpers.displayParameter({ resource, operation }, credential, null, node.description),
			);
			const credential = head.credential ?? group.credential;
			expect(credentials.map(({ name }) => name)).toEqual(credential ? [credential] : []);
		},
	);

	test.each(operations)(
		'%s %s can show each of its fields, and its code reads them',
		(group, value, operation) => {
			const waits = 'begin' in operation ? ['nodes/TestRun/awaitRuns.ts'] : [];
			const source = sourceFrom(operationFile(group, value), ...waits);
			const unread = walk(operation.fields).filter(({ property }) => !reads(source, property.name));
			const missing = operation.fields.filter(
				(field) =>
					!node.description.properties.some(
						({ name, displayOptions }) =>
							name === field.name &&
							displayOptions?.show?.resource?.includes(group) &&
							displayOptions.show.operation?.includes(value),
					),
			);

			expect(unread.filter(({ property }) => property.type !== 'notice').map(({ where }) => where)).toEqual(
				[],
			);
			expect(missing.map(({ name }) => name)).toEqual([]);
		},
	);

	test.each(operations)(
		'%s %s is named as n8n names operations',
		(_, value, { name, action, description }, group) => {
			expect(value).toMatch(/^[a-z][a-zA-Z]+$/);
			expect(name).toMatch(/^[A-Z]/);
			expect(action).toMatch(/^[A-Z][a-z]/);
			expect(action.slice(1).replace(PROPER_NAMES, '').replace(group.name, '')).not.toMatch(/[A-Z]/);
			expect(description.length).toBeGreaterThan(action.length / 2);
			expect(description.length).toBeLessThanOrEqual(SHOWN_WHOLE);
		},
	);

	// n8n shows an action without its group: as the name of the node on the canvas, and in an agent's list of tools.
	test.each(operations.filter(([group]) => group !== 'any'))(
		'the action of %s %s names its platform',
		(_, _value, { action }, group) => {
			expect(action).toContain(` ${group.name}`);
		},
	);
});
