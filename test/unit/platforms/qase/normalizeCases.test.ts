/** Test cases in words, genuine and hostile. */
import fc from 'fast-check';

import { caseDetails, caseSummary, type CaseWords } from '../../../../platforms/qase/normalizeCases';
import type { QaseCase } from '../../../../platforms/qase/wire';

const options = [
	{ id: 1, title: 'Checkout' },
	{ id: 2, title: 'Search' },
];

const WORDS: CaseWords = {
	systemFields: [
		{ slug: 'severity', options: [{ id: 0, title: 'Not set', slug: 'undefined' }] },
		{ slug: 'priority', options: [{ id: 1, title: '', slug: 'high' }] },
		{ slug: 'type', options: null },
	],
	customFields: [
		{ id: 1, title: 'Area', type: 'selectbox', value: options },
		{ id: 2, title: 'Areas', type: 'multiselect', value: options },
		{ id: 3, title: 'Ready', type: 'checkbox', value: null },
		{ id: 4, title: 'Area', type: 'radio', value: options },
		{ id: 5, title: '__proto__', type: 'string', value: null },
		{ id: 6, title: 'Owner', type: 'user', value: null },
	],
	authors: new Map([['101', { id: 101, name: 'Ada' }]]),
};

const NO_WORDS: CaseWords = { systemFields: null, customFields: null, authors: new Map() };

const detailsOf = (fields: object, words = WORDS) => caseDetails({ id: 3, ...fields } as QaseCase, words);
const customOf = (...custom_fields: object[]) => Object.entries(detailsOf({ custom_fields }).customFields!);

test.each([
	['an option with the id 0', { severity: 0 }, { severity: 'Not set' }],
	['an option without a title', { priority: 1 }, { priority: 'high' }],
	['an option that is not in the list', { severity: 4 }, { severity: null }],
	['a field without options', { type: 1 }, { type: null }],
	['a field that the workspace does not have', { layer: 1 }, { layer: null }],
	['no number', {}, { severity: null, priority: null }],
	['a manual case', { isManual: true, isToBeAutomated: false }, { automation: 'manual' }],
	['one to be automated', { isManual: true, isToBeAutomated: true }, { automation: 'to be automated' }],
	[
		'an automated case, whose second flag says nothing',
		{ isManual: false, isToBeAutomated: true },
		{ automation: 'automated' },
	],
	['a manual case of which no more is known', { isManual: true }, { automation: null }],
	['flaky', { is_flaky: 1 }, { flaky: true }],
	['not flaky', { is_flaky: 0 }, { flaky: false }],
	['flaky in a way that is not documented', { is_flaky: 2 }, { flaky: null }],
	['an author', { author_id: 101 }, { owner: 'Ada' }],
	['an author who was not read', { author_id: 102 }, { owner: null }],
	['no suite and no milestone', { suite_id: null }, { suiteId: null, milestoneId: null }],
	['tags', { tags: [{ title: 'pay' }, { title: ' ' }, 'x'] }, { tags: ['pay'] }],
])('%s', (_, fields, expected) => {
	expect(detailsOf(fields)).toMatchObject(expected);
});

test.each<[string, object, unknown]>([
	['a choice', { id: 1, value: '2' }, ['Area', 'Search']],
	['a choice that is not in the list', { id: 1, value: '9' }, ['Area', '9']],
	['several choices', { id: 2, value: '1, 2,9' }, ['Areas', ['Checkout', 'Search', '9']]],
	['no choice', { id: 2, value: '' }, ['Areas', null]],
	['a ticked box', { id: 3, value: '1' }, ['Ready', true]],
	['an empty box', { id: 3, value: '' }, ['Ready', false]],
	['a box without a value', { id: 3, value: null }, ['Ready', null]],
	['a box with a value of another kind', { id: 3, value: true }, ['Ready', null]],
	['a box whose value is missing', { id: 3 }, ['Ready', null]],
	['a box with what is not documented', { id: 3, value: 'maybe' }, ['Ready', 'maybe']],
	['a field whose title is a name of JavaScript', { id: 5, value: 'x' }, ['__proto__', 'x']],
	['a member, who stays a number', { id: 6, value: '101' }, ['Owner', '101']],
	['a field that is not listed', { id: 77, value: 'x' }, ['Field 77', 'x']],
])('custom fields: %s', (_, field, expected) => {
	expect(customOf(field)).toEqual([expected]);
});

test('two custom fields of one title are both there', () => {
	expect(customOf({ id: 1, value: '1' }, { id: 4, value: '2' })).toEqual([
		['Area', 'Checkout'],
		['Area (4)', 'Search'],
	]);
});

test('without words nothing is made up', () => {
	const details = detailsOf(
		{ severity: 1, author_id: 101, custom_fields: [{ id: 1, value: '1' }] },
		NO_WORDS,
	);
	expect(details).toMatchObject({ severity: null, owner: null, customFields: null });
});

test('a summary has the texts as well, and external issues if they were sent', () => {
	const given = { id: 3, description: ' x ', created_at: '2026-01-15T10:00:00+01:00' } as QaseCase;
	expect(caseSummary(given, NO_WORDS)).toMatchObject({
		description: 'x',
		createdAt: '2026-01-15T09:00:00.000Z',
	});
	expect(caseSummary(given, NO_WORDS)).not.toHaveProperty('externalIssues');
	const issues = [{ type: 'jira-cloud', issues: [] }];
	expect(caseSummary({ ...given, external_issues: issues }, NO_WORDS)).toMatchObject({
		externalIssues: issues,
	});
});

test('whatever Qase sends, a case comes of it', () => {
	const value = fc.jsonValue();
	const names = [
		'title',
		'severity',
		'priority',
		'custom_fields',
		'tags',
		'author_id',
		'is_flaky',
		'isManual',
	];
	const sent = fc.record(Object.fromEntries(names.map((name) => [name, value])));
	const read = fc.property(sent, (fields) => expect(detailsOf(fields)).toMatchObject({ id: 3 }));
	fc.assert(read);
	expect(detailsOf({ author_id: { toString: null } })).toMatchObject({ owner: null });
});
