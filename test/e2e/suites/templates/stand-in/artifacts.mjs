import { demands } from './refusal.mjs';

/** Host of the storage; real ones are called alike. */
const STORAGE = 'productionresultssa0.blob.core.windows.net';
/** Part of the address of a file, which is all that the storage asks for. */
const SIGNATURE = 'sandbox-signature-placeholder';

const demandAccess = demands((message) => ({ status: 400, answer: { message } }));
const demandKnown = demands((message) => ({ status: 404, answer: { message } }));

/**
 * The artifacts of GitHub Actions and the storage that they are in. Sources: docs.github.com, rest/actions/artifacts
 * (list, download with its 302 and 410); that the storage refuses a request with an Authorization header, and what its
 * addresses look like: github.com/XAMPPRocky/octocrab/pull/562, github.com/rapid7/metakitty/pull/30.
 *
 * @param {(all: any[], query: any) => any[]} page
 */
export function createArtifacts(page) {
	/** @type {Array<{ id: number, run: number, name: string, expired: boolean, zip: Buffer }>} */
	const artifacts = [];
	const routes = [
		{
			method: 'GET',
			path: '/actions/runs/:run/artifacts',
			run: ({ params, query }) => {
				const all = artifacts.filter(({ run }) => run === Number(params.run));
				// Real entries have more fields.
				const shown = page(all, query).map(({ id, name, expired }) => ({ id, name, expired }));
				return { body: { total_count: all.length, artifacts: shown } };
			},
		},
		{
			method: 'GET',
			path: '/actions/artifacts/:id/zip',
			run: ({ params }) => {
				const found = artifacts.find(({ id }) => id === Number(params.id));
				demandKnown(found, `no such artifact: ${params.id}`);
				if (found.expired) return { status: 410, body: { message: 'Artifact has expired' } };
				const address = `https://${STORAGE}/actions-results/${found.id}.zip?sig=${SIGNATURE}`;
				return { status: 302, headers: { location: address } };
			},
		},
	];
	const storage = {
		host: STORAGE,
		authenticate: ({ authorization }) =>
			demandAccess(
				authorization === undefined,
				'InvalidAuthenticationInfo: there is an Authorization header',
			),
		routes: [
			{
				method: 'GET',
				path: '/actions-results/:file',
				run: ({ params, query }) => {
					demandAccess(query.sig === SIGNATURE, 'AuthenticationFailed');
					const { zip, name } = artifacts.find(({ id }) => `${id}.zip` === params.file);
					const headers = {
						'content-type': 'application/zip',
						'content-disposition': `attachment; filename="${name}.zip"`,
					};
					return { body: zip, headers };
				},
			},
		],
	};
	/** @param {{ run: number, name: string, zip: Buffer, expired?: boolean }} artifact */
	const add = (artifact) => artifacts.push({ id: 5000 + artifacts.length, expired: false, ...artifact });
	return { add, routes, storage };
}
