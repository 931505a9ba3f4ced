/**
 * Noise in the titles and files of tests. There are fewer rules than for errors, since different values in titles are
 * usually different test cases.
 */
import type { NoiseRule } from './rule';

/** Applied to titles and the names of suites, in this order. */
export const IN_TITLES: NoiseRule[] = [
	{
		what: 'UUIDs',
		pattern: /(?<![0-9a-z])[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-z])/gi,
		by: '<id>',
		needs: '-*',
		same: ['rejects[3f2504e0-4f89-11d3-9a0c-0305e82c3301]', 'rejects[9b2e1c7a-12d4-4c55-8e0f-77aa01b2c3d4]'],
		different: ['rejects 12-34', 'rejects 12-35'],
	},
	{
		what: 'hashes of objects',
		pattern: /(?<=[\w\])>;])@(?=[0-9a-f]*\d)[0-9a-f]{4,8}(?![\w.@-])/g,
		by: '@<id>',
		needs: '@0',
		same: ['[1] shop.Converter@6d06d69c', '[1] shop.Converter@7852e922'],
		different: ['mails ann@12.example.com', 'mails ann@13.example.com'],
	},
	{
		what: 'lambdas and proxies that a JVM counts',
		pattern: /(\$\$Lambda|\$Proxy|\$MockitoMock\$|\$\$EnhancerBy\w+)[\w$/]*(?:@(?:[0-9a-f]+|<id>))?/g,
		by: '$1<id>',
		needs: '$',
		same: ['[1] Cart$$Lambda$30/2081171245', '[1] Cart$$Lambda/0x00007f33a40b1b10@1b28cdfa'],
		different: ['[1] Cart$Items', '[1] Cart$Total'],
	},
	{
		what: 'memory addresses',
		pattern:
			/(\bat )0x[0-9a-f]{5,16}(?![0-9a-z])|\b0x(?=[0-9a-f]*[1-9a-e][0-9a-f]*[1-9a-e])[0-9a-f]{12,16}(?![0-9a-z])/gi,
		by: '$1<id>',
		needs: '*',
		same: ['total[<function f at 0x7f3b1c2d4e50>]', 'total[<function f at 0x7fa900882340>]'],
		different: ['rejects 0x7fff', 'rejects 0xffff'],
	},
	{
		what: 'seeds',
		pattern:
			/(\bseed["']?(?:\s?[:=]\s?|\s+)\[?["'(]?)(?=[\w:-]{0,40}\d)-?[0-9A-Fa-f]+(?:[:-][0-9A-Fa-f]+)*(?!\w)/gi,
		by: '$1<id>',
		needs: '0',
		words: ['seed', 'Seed', 'SEED'],
		same: [
			'testMin [p0=0 seed=[DF8361490E483F60:5308BA3E89989F7]]',
			'testMin [p0=0 seed=[1A2B61490E48FF60:77F8BA3E8999A1C]]',
		],
		different: ['testMin [p0=0]', 'testMin [p0=1]'],
	},
	{
		// People choose midnight and whole minutes.
		what: 'the time of the run',
		pattern:
			/(?<!\d)20\d{2}-?\d{2}-?\d{2}[T _-]\d{2}[:_-]?\d{2}(?:[:_-]?(?!00(?![.,]\d)|59)\d{2}(?:[.,]\d+)?)(?:\s?(?:Z|[+-]\d{2}:?\d{2})(?!\w))?(?!\d)/g,
		by: '<time>',
		needs: '0',
		words: ['20'],
		same: ['order of 2025-03-01T10:11:12.345Z', 'order of 2025-04-15T09:07:02.100Z'],
		different: ['order of 2024-02-29T00:00:00Z', 'order of 2023-02-28T00:00:00Z'],
	},
	{
		// 2147483647 and card numbers are not timestamps.
		what: 'the clock in seconds, milliseconds or less since 1970',
		pattern: /(?<![\w.-])1[5-9]\d{8}(?:\d{3}|\d{6}|\d{9})?(?:\.\d+)?(?![\w.]*\w)/g,
		by: '<time>',
		needs: '*',
		same: ['test_a[1718900123.12]', 'test_a[1718986523.77]'],
		different: ['test_a[2147483647]', 'test_a[2147483648]'],
	},
	{
		what: 'the clock at the end of a name',
		pattern: /(?<=[A-Za-z][_-]?)1[5-9]\d{8}(?:\d{3})?(?!\d)/g,
		by: '<time>',
		needs: '*',
		same: ['deletes user_1718900123', 'deletes user_1718986523'],
		different: ['deletes user_1', 'deletes user_2'],
	},
	{
		what: 'random numbers below one',
		pattern: /(?<![\w.])-?0\.\d{9,}(?:e-?\d+)?(?!\w)/g,
		by: '<n>',
		needs: '.*',
		same: ['test_a[0.8444218515250481]', 'test_a[0.7579544029403025]'],
		different: ['test_a[0.25]', 'test_a[0.5]'],
	},
	{
		what: 'random names of letters and digits',
		pattern:
			/(?<![0-9A-Za-z])(?=[0-9a-f]*\d[a-f]+\d)(?=[0-9a-f]*[a-f]\d+[a-f])[0-9a-f]{8,32}(?![0-9A-Za-z])/g,
		by: '<id>',
		needs: '*',
		same: ['deletes user-8f3a2b1c', 'deletes user-02c4d9ee'],
		different: ['hashes with sha256', 'hashes with sha512'],
	},
	{
		what: 'temporary folders',
		pattern: /(?:\/private)?\/(?:tmp|var\/folders)\/(?:[^\s"'`)\]>,:;/]+\/)*/g,
		by: '<path>/',
		needs: '/',
		words: ['/tmp/', '/var/folders/'],
		same: ['reads /tmp/pytest-12/a0/cart.csv', 'reads /private/var/folders/zz/T/cart.csv'],
		different: ['reads /tmp/a.csv', 'reads /tmp/b.csv'],
	},
	{
		what: 'ports of test servers',
		pattern: /(\b(?:localhost|127\.0\.0\.1|\[::1\]):)(?:3[2-9]|[45]\d|6[0-5])\d{3}(?!\d)/g,
		by: '$1<port>',
		needs: ':0',
		same: ['GET http://127.0.0.1:41233/cart', 'GET http://127.0.0.1:38019/cart'],
		different: ['GET http://127.0.0.1:3000/cart', 'GET http://127.0.0.1:3001/cart'],
	},
];

/** A part of a path. */
const NAME = '[^/\\s"\'`]+';

/**
 * The folder of a checkout, with all folders above it. Applied in this order to the file of a test and to titles;
 * separators are slashes.
 */
export const WORKSPACES: NoiseRule[] = [
	workspace('GitHub Actions', `(?:/home/runner/work|/Users/runner/work|/__w|[A-Z]:/a)/${NAME}/${NAME}/`, [
		'/home/runner/work/shop/shop/',
		'D:/a/shop/shop/',
	]),
	workspace('GitHub Actions in a container', '/github/workspace/', [
		'/github/workspace/',
		'/github/workspace/',
	]),
	workspace('Azure Pipelines', `(?:/home/vsts|/Users/runner|/azp|[A-Z]:)?/(?:${NAME}/)?_?work/\\d+/s/`, [
		'/azp/_work/1/s/',
		'C:/agent/_work/12/s/',
	]),
	workspace('AWS CodeBuild', `/codebuild/output/src\\d+/src/(?:${NAME}/${NAME}/${NAME}/(?=${NAME}/))?`, [
		'/codebuild/output/src341578/src/',
		'/codebuild/output/src998811/src/',
	]),
	workspace(
		'Jenkins',
		`(?:/var/jenkins_home|/var/lib/jenkins|/home/jenkins(?:/agent)?|/Users/jenkins|[A-Z]:/(?:[^/]+/)?[Jj]enkins)/workspace/${NAME}/`,
		['/var/jenkins_home/workspace/shop_main@2/', 'C:/Program Files/Jenkins/workspace/shop/'],
	),
	workspace('GitLab', `/builds/${NAME}/${NAME}/`, ['/builds/web/shop/', '/builds/qa/shop/']),
	workspace(
		'CircleCI, Travis CI, Bitbucket, Drone',
		`/home/circleci/(?:project|repo)/|/root/project/|/home/travis/build/${NAME}/${NAME}/|/opt/atlassian/pipelines/agent/build/|/bitbucket/pipelines/agent/build/|/drone/src/|/harness/`,
		['/home/circleci/project/', '/drone/src/'],
	),
	workspace('Buildkite', `/(?:var/lib/)?(?:buildkite-agent|buildkite)/builds/${NAME}/${NAME}/${NAME}/`, [
		'/var/lib/buildkite-agent/builds/agent-1/org/shop/',
		'/buildkite/builds/agent-2/org/shop/',
	]),
	workspace(
		'containers',
		`/usr/src/app/|/workspaces/${NAME}/|/workspace/|/app/|/repo/|/code/|/src/(?=\\w+/)`,
		['/usr/src/app/', '/workspace/'],
	),
	workspace('homes', `(?:/home|/Users|[A-Z]:/Users)/[^/"'\`]+/|/root/`, ['/home/ann/', 'C:/Users/Jane Doe/']),
];

/** A rule that removes a folder from the beginning of a path. */
function workspace(what: string, source: string, [one, other]: [string, string]): NoiseRule {
	return {
		what: `workspaces of ${what}`,
		pattern: new RegExp(`(?<![\\w.:/])(?:file://)?(?:${source})`, 'g'),
		by: '',
		needs: '/',
		same: [`${one}tests/cart.ts`, `${other}tests/cart.ts`],
		different: [`${one}tests/cart.ts`, `${one}tests/user.ts`],
	};
}
