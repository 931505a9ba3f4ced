/** Parameters that consist of rows, as an n8n may hand them over that does not drop what is no set of rows. */
import type { IExecuteFunctions, INode } from 'n8n-workflow';

import { readInput, type Input } from '../../../../n8n/parameters/input';
import { customFields, runFieldsField } from '../../../../platforms/qase/customFields';
import { casesField, configurationsField } from '../../../../platforms/qase/fields';
import { configurationIds, someCases } from '../../../../platforms/qase/rows';

/** The input of a node whose parameters are expressions that gave these values. */
function inputOf(values: Record<string, unknown>): Input {
	const parameters = Object.fromEntries(Object.keys(values).map((name) => [name, '={{ $json.given }}']));
	const ctx = {
		getNode: () => ({ name: 'Test Run', parameters }) as unknown as INode,
		getNodeParameter: (name: string) => values[name],
	};
	const fields = [runFieldsField, casesField, configurationsField];
	return readInput(ctx as unknown as IExecuteFunctions, 0, fields);
}

test('rows may come as a set or as a list', () => {
	const rows = [{ id: '7', value: 'a' }];
	expect(customFields(inputOf({ customFields: { rows } }))).toEqual({ 7: 'a' });
	expect(customFields(inputOf({ customFields: rows }))).toEqual({ 7: 'a' });
	expect(someCases(inputOf({ cases: JSON.stringify([{ id: [1, '5'] }]) }))).toEqual([1, 5]);
});

test('no rows are none', () => {
	for (const none of [{}, { rows: [] }]) {
		expect(customFields(inputOf({ customFields: none }))).toBeUndefined();
		expect(configurationIds(inputOf({ configurations: none }))).toBeUndefined();
		expect(() => someCases(inputOf({ cases: none }))).toThrow("'Cases' is empty");
	}
	expect(customFields(inputOf({}))).toBeUndefined();
});

test.each([['a'], { 7: 'a' }, { rows: null }, 7, [null]])('%j is refused', (given) => {
	const message = "'Custom Fields' is not a list of rows";
	expect(() => customFields(inputOf({ customFields: given }))).toThrow(message);
});

test.each([null, undefined, ''])('an expression that gives %j is refused', (given) => {
	expect(() => customFields(inputOf({ customFields: given }))).toThrow("'Custom Fields' is empty");
});
