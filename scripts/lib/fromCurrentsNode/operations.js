/** What each operation of the built-in Currents node becomes. */
const { codeOf, expression, isExpression } = require('./expressions');

const MS_PER_DAY = 86_400_000;

/** Filters that have the same names in both nodes. */
const RUN_FILTERS = same('authors', 'branches', 'groups', 'tags');

const CURSORS = same('endingBefore', 'startingAfter');

const IN_ENVELOPE = 'what was in `$json.data` is in `$json` now';

/**
 * @typedef {object} Converted
 * @property {object} parameters of our node, without `resource` and `operation`
 * @property {string[]} [notes] what its user has to know, in plain words
 *
 * @typedef {object} Operation
 * @property {string} to our operation
 * @property {string} [output] how its output differs; absent if expressions can stay
 * @property {true} [changes] set if it changes something, for which an AI agent needs a permission here
 * @property {(reader: import('./reader').Reader) => Converted} convert
 */

/** By resource and operation of the built-in node. @type {Record<string, Operation>} */
const operations = {
	'run cancel': {
		changes: true,
		...byRun('cancelRun', { simplify: false }),
		output:
			'it is the canceled run: `$json.data.runId` is `$json.runId` now, `$json.data.reason` is `$json.cancellation.reason`',
	},
	'run cancelGithub': {
		changes: true,
		to: 'cancelRunByGithub',
		output: IN_ENVELOPE,
		convert: ({ take, rename }) => ({
			parameters: {
				githubRunId: take('githubRunId', ''),
				githubRunAttempt: take('githubRunAttempt', 1),
				options: rename('cancelGithubOptions', { ciBuildId: 'buildId', projectId: 'projectId' }),
			},
		}),
	},
	'run delete': { changes: true, ...byRun('deleteRun'), output: '`$json.success` is `$json.deleted` now' },
	'run find': {
		to: 'findRun',
		convert: ({ take, rename }) => ({
			parameters: {
				projectId: take('projectId'),
				...rename('filters', { branch: 'branch', ciBuildId: 'buildId', tags: 'tags' }),
				simplify: false,
			},
		}),
	},
	'run get': byRun('getRun', { simplify: false }),
	'run getAll': {
		to: 'getManyRuns',
		convert: ({ take, rename }) => ({
			parameters: {
				projectId: take('projectId'),
				...upTo(take('limit', 10)),
				filters: {
					...rename('filters', {
						...RUN_FILTERS,
						...same('completionState', 'dateEnd', 'dateStart', 'search', 'status', 'tagOperator'),
					}),
					...rename('options', CURSORS),
				},
				simplify: false,
			},
		}),
	},
	'run reset': {
		changes: true,
		to: 'resetRun',
		output: 'what was in `$json.data` is in `$json.answer` now',
		convert: ({ take, rename }) => ({
			parameters: {
				runId: take('runId', ''),
				options: {
					machineIds: take('machineIds', ''),
					...rename('resetOptions', { isBatchedOr8n: 'batched' }),
				},
			},
		}),
	},
	'instance get': {
		to: 'getInstance',
		convert: ({ take }) => ({ parameters: { instanceId: take('instanceId', ''), simplify: false } }),
	},
	'project get': {
		to: 'getProject',
		output: IN_ENVELOPE,
		convert: ({ take }) => ({ parameters: { projectId: take('projectId') } }),
	},
	'project getAll': {
		to: 'getManyProjects',
		convert: ({ take }) => ({ parameters: upTo(take('limit', 10)) }),
	},
	'project getInsights': {
		to: 'getProjectInsights',
		convert(reader) {
			const { days, until, notes } = periodOf(reader);
			return {
				parameters: {
					projectId: reader.take('projectId'),
					days,
					resolution: '1d',
					...reader.rename('options', same('resolution')),
					filters: { ...reader.rename('options', RUN_FILTERS), ...until },
					simplify: false,
				},
				notes,
			};
		},
	},
	'test getAll': explorer('getManyTests', {
		filters: { ...RUN_FILTERS, ...same('minExecutions', 'testState', 'title'), spec: 'specFile' },
		options: { ...same('dir', 'order', 'page'), metric_settings: 'metricSettings' },
	}),
	'specFile getAll': explorer('getManySpecFiles', {
		filters: { ...RUN_FILTERS, specNameFilter: 'specFile' },
		options: same('dir', 'includeFailedInDuration', 'order', 'page'),
	}),
	'testResult getAll': {
		to: 'getManyTestResults',
		convert(reader) {
			const { days, until, notes } = periodOf(reader);
			return {
				parameters: {
					testBy: 'signature',
					signature: reader.take('signature', ''),
					days,
					...upTo(reader.take('limit', 10)),
					filters: {
						...reader.rename('filters', { ...RUN_FILTERS, ...same('status') }),
						...until,
						...reader.rename('options', CURSORS),
					},
					simplify: false,
				},
				notes,
			};
		},
	},
	'signature generate': {
		to: 'getTestSignature',
		convert: ({ take }) => ({
			parameters: {
				projectId: take('projectId'),
				specFile: take('specFilePath', ''),
				...titleParts(take('testTitle', '')),
			},
		}),
	},
	'action create': { changes: true, to: 'createAction', output: IN_ENVELOPE, convert: newAction },
	'action delete': {
		changes: true,
		...byAction('archiveAction'),
		output: '`$json.success` is `$json.archived` now',
	},
	'action disable': { changes: true, ...byAction('disableAction', { simplify: false }), output: IN_ENVELOPE },
	'action enable': { changes: true, ...byAction('enableAction', { simplify: false }), output: IN_ENVELOPE },
	'action get': byAction('getAction', { simplify: false }),
	'action getAll': {
		to: 'getManyActions',
		convert: ({ take, rename }) => ({
			parameters: {
				projectId: take('projectId'),
				returnAll: true,
				filters: rename('filters', same('search', 'status')),
				simplify: false,
			},
		}),
	},
	'action update': {
		changes: true,
		to: 'updateAction',
		output: IN_ENVELOPE,
		convert({ take, rename }) {
			const updateFields = rename('updateFields', same('name', 'description', 'expiresAfter'));
			const empty = Object.keys(updateFields).filter((name) => updateFields[name] === '');
			for (const name of empty) delete updateFields[name];
			return {
				parameters: { actionId: locator(take('actionId', '')), simplify: false, updateFields },
				notes: empty.map((name) => `an empty ${name} would change nothing and was left out`),
			};
		},
	},
};

/** An operation on one run. */
function byRun(to, more = {}) {
	return { to, convert: ({ take }) => ({ parameters: { runId: take('runId', ''), ...more } }) };
}

/** An operation on one action. */
function byAction(to, more = {}) {
	return {
		to,
		convert: ({ take }) => ({ parameters: { actionId: locator(take('actionId', '')), ...more } }),
	};
}

/** An operation that lists what the runs of some days measured. */
function explorer(to, { filters, options }) {
	return {
		to,
		output: 'each entry of `$json.list` is an item of its own now',
		convert(reader) {
			const { days, until, notes } = periodOf(reader);
			return {
				parameters: {
					projectId: reader.take('projectId'),
					days,
					...upTo(reader.take('limit', 50)),
					filters: { ...reader.rename('filters', filters), ...until },
					options: reader.rename('options', options),
					simplify: false,
				},
				notes: [...notes, 'the last day of the period counts as well'],
			};
		},
	};
}

/** The start and end of a period as the number of days before its end. */
function periodOf({ take }) {
	const [start, end] = [take('dateStart', ''), take('dateEnd', '')];
	const until = { dateEnd: end };
	if (isExpression(start) || isExpression(end)) {
		const span = `new Date(${codeOf(end)}) - new Date(${codeOf(start)})`;
		return { days: expression(`Math.max(1, Math.ceil((${span}) / ${MS_PER_DAY}))`), until, notes: [] };
	}
	const exact = (Date.parse(end) - Date.parse(start)) / MS_PER_DAY;
	if (!Number.isFinite(exact)) {
		return { days: 30, until: {}, notes: ['Date Start or Date End is no date: set Days and Until'] };
	}
	const days = Math.max(1, Math.ceil(exact));
	const notes = days === exact ? [] : ['the period is made of whole days and begins earlier than Date Start'];
	return { days, until, notes };
}

/** The built-in node expects the suites and the title in one text, joined by " > ". */
function titleParts(testTitle) {
	if (isExpression(testTitle)) {
		const parts = `String(${codeOf(testTitle)}).split(' > ')`;
		return {
			title: expression(`${parts}.at(-1)`),
			suite: expression(`${parts}.slice(0, -1).join(' > ')`),
		};
	}
	const parts = testTitle.split(' > ');
	return { title: parts.at(-1), suite: parts.slice(0, -1).join(' > ') };
}

/** What the built-in node matches by, and the field that it is here; an absent field is a condition. */
const MATCHERS = {
	signature: {
		field: 'testId',
		note: 'the built-in node sends the Test Signature as a test ID, and so does this; check that the action matches',
	},
	specContains: { condition: 'file' },
	specEquals: { field: 'specFile' },
	titleContains: { condition: 'title' },
	titleEquals: { field: 'title' },
};

function newAction({ take, rename }) {
	const actionType = take('actionType', 'quarantine');
	const tags = take('actionTags');
	const matcherType = take('matcherType', 'titleContains');
	const { field, condition, note } = MATCHERS[matcherType] ?? {};
	const value = take('matcherValue', '');
	const additionalFields = rename('createOptions', same('description', 'expiresAfter'));
	const contains = condition && {
		conditions: isExpression(value)
			? expression(`[{ "type": "${condition}", "op": "inc", "value": ${codeOf(value)} }]`)
			: JSON.stringify([{ type: condition, op: 'inc', value }]),
	};
	return {
		parameters: {
			projectId: take('projectId'),
			name: take('name', ''),
			actionType,
			...(actionType === 'tag' && { actionTags: tags ?? '' }),
			...(field && { [field]: value }),
			simplify: false,
			additionalFields: { ...additionalFields, ...contains },
		},
		notes: [
			...(note ? [note] : []),
			...(condition
				? [
						`Currents documents no condition "contains" for a ${condition === 'file' ? 'spec file' : 'title'}; check that the action matches`,
					]
				: []),
			...(field || condition
				? []
				: ['the Matcher Type is an expression: fill in Title, Spec File or Test ID']),
			'an active action with the same name, type and conditions is returned instead of another one (Return Existing)',
		],
	};
}

function locator(value) {
	return { __rl: true, mode: 'id', value };
}

function upTo(limit) {
	return { returnAll: false, limit };
}

function same(...names) {
	return Object.fromEntries(names.map((name) => [name, name]));
}

module.exports = { operations };
