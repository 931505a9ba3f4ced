import { createHmac } from 'node:crypto';
import { createArtifacts } from './artifacts.mjs';
import { demands, onlyKnown } from './refusal.mjs';

const TOKEN = 'sandbox-github-placeholder';
const REPOSITORY = 'sandbox-owner/web-shop';
const STATES = ['pending', 'success', 'failure', 'error'];
const MAX_PAGE = 100;

const demand = demands((message) => ({ status: 422, answer: { message } }));
const demandKnown = demands((message) => ({ status: 404, answer: { message } }));
const demandAccess = demands((message) => ({ status: 401, answer: { message } }));

/**
 * Simulates the part of GitHub's REST API that the templates use: one repository with commit statuses, comments and
 * changed files of pull requests, artifacts and webhooks. Source: docs.github.com, rest
 */
export function createGithub() {
	/** @type {Array<{ sha: string, state: string, context: string, description: string, target_url?: string }>} */
	const statuses = [];
	/** @type {Array<{ id: number, html_url: string, pullRequest: number, body: string, user: { login: string } }>} */
	const comments = [];
	/** @type {Array<{ id: number, events: string[], config: { url: string, secret: string } }>} */
	const hooks = [];
	/** Names of changed files, by pull request. @type {Record<number, string[]>} */
	const changedFiles = {};
	/** Open pull requests, by `owner:branch`. @type {Record<string, Array<{ number: number, head: { sha: string } }>>} */
	const pullRequests = {};
	const artifacts = createArtifacts(page);
	const routes = [
		statusRoute(statuses),
		...commentRoutes(comments),
		filesRoute(changedFiles),
		pullsRoute(pullRequests),
		...artifacts.routes,
		...hookRoutes(hooks),
	];
	return {
		host: 'api.github.com',
		token: TOKEN,
		repository: REPOSITORY,
		statuses,
		comments,
		hooks,
		changedFiles,
		pullRequests,
		addArtifact: artifacts.add,
		storage: artifacts.storage,
		addComment: (pullRequest, body, login) => addComment(comments, pullRequest, body, login),
		/** Sends an event to the webhooks that ask for it; returns the statuses of their responses. */
		deliver: async (event, payload) => {
			const asking = hooks.filter(({ events }) => events.includes(event));
			return await Promise.all(asking.map((hook) => send(hook, event, payload)));
		},
		authenticate,
		routes: routes.map((route) => ({ ...route, path: `/repos/${REPOSITORY}${route.path}` })),
	};
}

function statusRoute(statuses) {
	const run = ({ params: { sha }, body }) => {
		onlyKnown(demand, body, ['state', 'target_url', 'description', 'context']);
		const { state, target_url: url, description, context } = body;
		demandKnown(/^[0-9a-f]{40}$/.test(sha), `no such commit: ${sha}`);
		demand(STATES.includes(state), `no such state: ${state}`);
		demand(typeof context === 'string' && context !== '', 'no context');
		demand(typeof description === 'string' && description.length <= 140, `a bad description: ${description}`);
		demand(url === undefined || /^https?:\/\//.test(url), `a bad target_url: ${url}`);
		statuses.push({ ...body, sha });
		return { status: 201, body: { id: statuses.length, ...body } };
	};
	return { method: 'POST', path: '/statuses/:sha', run };
}

function commentRoutes(comments) {
	return [
		{
			method: 'GET',
			path: '/issues/:number/comments',
			run: ({ params: { number }, query }) => {
				const all = comments.filter(({ pullRequest }) => pullRequest === Number(number));
				return { body: page(all, query) };
			},
		},
		{
			method: 'POST',
			path: '/issues/:number/comments',
			run: ({ params: { number }, body }) => {
				checkCommentBody(body);
				return { status: 201, body: addComment(comments, Number(number), body.body) };
			},
		},
		{
			method: 'PATCH',
			path: '/issues/comments/:id',
			run: ({ params, body }) => {
				checkCommentBody(body);
				const comment = comments.find(({ id }) => id === Number(params.id));
				demandKnown(comment, `no such comment: ${params.id}`);
				comment.body = body.body;
				return { body: comment };
			},
		},
	];
}

function addComment(comments, pullRequest, body, login = 'sandbox-bot') {
	const id = 9000 + comments.length;
	const url = `https://github.com/${REPOSITORY}/pull/${pullRequest}#issuecomment-${id}`;
	const comment = { id, html_url: url, pullRequest, body, user: { login } };
	comments.push(comment);
	return comment;
}

function filesRoute(changedFiles) {
	const run = ({ params: { number }, query }) => {
		demandKnown(changedFiles[number], `no such pull request: ${number}`);
		const files = changedFiles[number].map((filename) => ({ filename, status: 'modified' }));
		return { body: page(files, query) };
	};
	return { method: 'GET', path: '/pulls/:number/files', run };
}

/** Source: docs.github.com, rest/pulls, "List pull requests": `head` is `user:ref-name`. */
function pullsRoute(pullRequests) {
	const run = ({ query: { head, state, ...paging } }) => {
		demand(
			/^[^:]+:.+/.test(head) && state === 'open',
			`not the open pull requests of a branch: ${head}, ${state}`,
		);
		return { body: page(pullRequests[head] ?? [], paging) };
	};
	return { method: 'GET', path: '/pulls', run };
}

function hookRoutes(hooks) {
	const indexOf = (id) => {
		const index = hooks.findIndex((hook) => hook.id === Number(id));
		demandKnown(index >= 0, `no such webhook: ${id}`);
		return index;
	};
	return [
		{
			method: 'POST',
			path: '/hooks',
			run: ({ body: { events, config } }) => {
				demand(config.content_type === 'json' && config.secret, 'a webhook without JSON or secret');
				hooks.push({ id: 700 + hooks.length, events, config });
				return { status: 201, body: { ...hooks.at(-1), active: true } };
			},
		},
		{
			method: 'GET',
			path: '/hooks/:id',
			run: ({ params }) => ({ body: { ...hooks[indexOf(params.id)], active: true } }),
		},
		{
			method: 'DELETE',
			path: '/hooks/:id',
			run: ({ params }) => {
				hooks.splice(indexOf(params.id), 1);
				return { status: 204 };
			},
		},
	];
}

function authenticate({ authorization, 'user-agent': userAgent }) {
	demandAccess([`token ${TOKEN}`, `Bearer ${TOKEN}`].includes(authorization), 'Bad credentials');
	demandAccess(userAgent, 'Request forbidden by administrative rules: no User-Agent');
}

function checkCommentBody(body) {
	onlyKnown(demand, body, ['body']);
	demand(typeof body?.body === 'string' && body.body.trim() !== '', 'an empty comment');
	demand(body.body.length <= 65_536, 'a comment that is too long');
}

function page(all, { per_page: size = '30', page: number = '1' }) {
	demand(Number(size) >= 1 && Number(size) <= MAX_PAGE, `per_page is ${size}`);
	const from = (Number(number) - 1) * Number(size);
	return all.slice(from, from + Number(size));
}

/** Sends an event to a webhook, signed with its secret; returns the status of the response. */
async function send({ config: { url, secret } }, event, payload) {
	const body = JSON.stringify(payload);
	const signature = createHmac('sha256', secret).update(body).digest('hex');
	const response = await fetch(url, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			'x-github-event': event,
			'x-hub-signature-256': `sha256=${signature}`,
		},
		body,
	});
	return response.status;
}
