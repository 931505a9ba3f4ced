import { checkAdf } from './adf.mjs';
import { demands, onlyKnown } from './refusal.mjs';

const EMAIL = 'sandbox@example.com';
const API_TOKEN = 'sandbox-jira-placeholder';
const HOST = 'sandbox.atlassian.net';
const PROJECT = { id: '10000', key: 'SHOP' };
const BUG = { id: '10004', name: 'Bug', subtask: false };

const demand = demands((message) => ({ status: 400, answer: { errorMessages: [message], errors: {} } }));
const demandIssue = demands((message) => ({ status: 404, answer: { errorMessages: [message] } }));
const demandAccess = demands(() => ({ status: 401, answer: { errorMessages: ['Unauthorized'] } }));

/**
 * Jira Cloud's REST API, as far as the templates use it: one project with issues that are found by one of several labels.
 * Source: developer.atlassian.com, cloud/jira/platform/rest/v3, and v2 for what n8n's own node creates
 */
export function createJira() {
	/** @type {Array<{ id: string, key: string, done: boolean, fields: any, comments: any[] }>} */
	const issues = [];

	function search({ jql, maxResults, fields, ...more }) {
		onlyKnown(demand, more, []);
		demand(Number.isInteger(maxResults) && maxResults > 0, `maxResults is ${maxResults}`);
		demand(Array.isArray(fields), 'fields is not a list');
		const labels = /\blabels in \(([^)]*)\)/i.exec(jql)?.[1].match(/[\w-]+/g);
		demand(labels, `the query names no label: ${jql}`);
		demand(/statusCategory\s*!=\s*"?Done"?/i.test(jql), `the query asks for closed issues, too: ${jql}`);
		const found = issues.filter(
			(issue) => !issue.done && labels.some((label) => issue.fields.labels.includes(label)),
		);
		const shown = found
			.slice(0, maxResults)
			.map(({ id, key, fields: all }) => ({ id, key, fields: onlyAsked(all, fields) }));
		return { body: { issues: shown, isLast: found.length <= maxResults } };
	}

	function onlyAsked(all, names) {
		return Object.fromEntries(names.map((name) => [name, all[name]]));
	}

	/** Version 2 of the API, which takes wiki markup as a description. */
	function create({ fields, ...more }) {
		onlyKnown(demand, more, []);
		onlyKnown(demand, fields, ['project', 'issuetype', 'summary', 'description', 'labels']);
		const { project, issuetype, summary, description, labels } = fields;
		demand(project?.id === PROJECT.id, `no such project: ${JSON.stringify(project)}`);
		demand(issuetype?.id === BUG.id, `no such issue type: ${JSON.stringify(issuetype)}`);
		demand(typeof summary === 'string' && /^[^\r\n]{1,255}$/u.test(summary), `a bad summary: ${summary}`);
		demand(
			Array.isArray(labels) && labels.every((label) => /^\S{1,255}$/.test(label)),
			`bad labels: ${labels}`,
		);
		demand(typeof description === 'string' && description.length <= 32_767, 'a bad description');
		const number = issues.length + 1;
		const issue = {
			id: String(10_000 + number),
			key: `${PROJECT.key}-${number}`,
			done: false,
			fields,
			comments: [],
		};
		issues.push(issue);
		const { id, key } = issue;
		return { status: 201, body: { id, key, self: `https://${HOST}/rest/api/2/issue/${id}` } };
	}

	function comment({ key }, { body, ...more }) {
		onlyKnown(demand, more, []);
		const issue = issues.find((candidate) => candidate.key === key);
		demandIssue(issue, `no such issue: ${key}`);
		checkAdf(demand, body);
		issue.comments.push(body);
		const id = String(issue.comments.length);
		return {
			status: 201,
			body: { id, self: `https://${HOST}/rest/api/3/issue/${issue.id}/comment/${id}`, body },
		};
	}

	const basic = `Basic ${Buffer.from(`${EMAIL}:${API_TOKEN}`).toString('base64')}`;
	return {
		host: HOST,
		url: `https://${HOST}`,
		email: EMAIL,
		apiToken: API_TOKEN,
		projectId: PROJECT.id,
		issueTypeId: BUG.id,
		issues,
		authenticate: ({ authorization }) => demandAccess(authorization === basic, 'wrong email or token'),
		routes: [
			{ method: 'POST', path: '/rest/api/3/search/jql', run: ({ body }) => search(body) },
			{ method: 'GET', path: '/rest/api/2/issuetype', run: () => ({ body: [BUG] }) },
			{ method: 'POST', path: '/rest/api/2/issue', run: ({ body }) => create(body) },
			{
				method: 'POST',
				path: '/rest/api/3/issue/:key/comment',
				run: ({ params, body }) => comment(params, body),
			},
		],
	};
}
