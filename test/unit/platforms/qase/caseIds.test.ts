/** Case ids in titles and tags, in the forms of the vendor's reporters. */
import { findCases } from '../../../../platforms/qase/caseIds';

test.each<[title: string, tags: string[], ids: number[], left?: { title?: string; tags?: string[] }]>([
	['pays (Qase ID: 3)', [], [3], { title: 'pays' }],
	['pays (Qase ID: 3,14) by card', [], [3, 14], { title: 'pays by card' }],
	['pays (Qase ID 3)', [], [3], { title: 'pays' }],
	['pays (Qase SHOP: 3) (Qase APP: 9)', [], [3], { title: 'pays' }],
	['pays (qase shop: 3)', [], [3], { title: 'pays' }],
	['pays (Qase APP: 9)', [], [], { title: 'pays' }],
	['(Qase ID: 3)', [], [3]],
	['pays', ['@QaseID=3,14', '@smoke'], [3, 14], { tags: ['@smoke'] }],
	['pays', ['QaseID=3'], [3], { tags: [] }],
	['pays', ['@Q-3', 'q-14'], [3, 14], { tags: [] }],
	['pays', ['@qaseid(3,14)'], [3, 14], { tags: [] }],
	['pays', ['@qaseid.SHOP(3)', '@qaseid.APP(9)'], [3], { tags: [] }],
	['pays (Qase ID: 3)', ['Q-3'], [3], { title: 'pays', tags: [] }],
	// No id is below 1, and Qase refuses a whole request for one.
	['pays (Qase ID: 0)', ['Q-0'], [], { title: 'pays', tags: [] }],
	[`pays (Qase ID: ${'9'.repeat(20)})`, [], [], { title: 'pays' }],
	// None of these forms is documented.
	['QASE-3 pays', ['Q3', 'SHOP-3', 'Q-3a'], []],
	['pays (Qase: 3)', ['qase'], []],
	['pays  twice', [], []],
])('%s %j: %j', (title, tags, ids, left = {}) => {
	expect(findCases(title, tags, 'SHOP')).toEqual({ ids, title, tags, ...left });
});
