/** Noise: hosts and addresses that change from run to run. */
import type { NoiseRule } from './rule';

/** Ports that identify a service. People choose them, so they stay, unlike the ports of test servers. */
const SERVICE_PORTS = '1433|1521|2181|3306|5432|5672|6379|9092|9200|11211|15672|27017';

const PREVIEW_DOMAINS =
	'vercel\\.app|netlify\\.app|pages\\.dev|onrender\\.com|herokuapp\\.com|azurestaticapps\\.net|ngrok\\.io|' +
	'ngrok-free\\.app|trycloudflare\\.com|loca\\.lt|up\\.railway\\.app|fly\\.dev|amplifyapp\\.com';

/** Applied in this order. */
export const HOSTS: NoiseRule[] = [
	{
		what: 'preview deployments',
		pattern: new RegExp(`(?<![\\w-])[\\w-]+(?=\\.(?:${PREVIEW_DOMAINS})(?!\\w))`, 'gi'),
		by: '<host>',
		needs: '.',
		words: ['.app', '.dev', '.io', '.lt', '.net', 'app.com', 'er.com', 'are.com'],
		same: ['no answer of shop-git-new-cart-web.vercel.app', 'no answer of shop-8dk2m1x0q.vercel.app'],
		different: ['no answer of api.example.com', 'no answer of auth.example.com'],
	},
	{
		what: 'build machines of hosted CI',
		pattern:
			/(?<![\w-])(?:fv-az\d+(?:-\d+)?|(?:runnervm|pkrvm)\w{4,20}|runner-[\w-]{4,40}-project-\d+-concurrent-\d+|ip-\d+-\d+-\d+-\d+|DESKTOP-[A-Z0-9]{7}|WIN-[A-Z0-9]{8,12}|Mac-\d{6,})(?![\w-])/g,
		by: '<host>',
		needs: '',
		words: ['fv-az', 'runner', 'pkrvm', 'ip-', 'DESKTOP-', 'WIN-', 'Mac-'],
		same: ['cannot resolve fv-az1984-806', 'cannot resolve runner-xs6vzpvo-project-1234567-concurrent-0'],
		different: ['cannot resolve runner-of-shop', 'cannot resolve runner-of-till'],
	},
	{
		what: 'numbered build machines',
		pattern:
			/(?<![\w-])((?:build(?:kite)?|jenkins|agent|runner|executor|slave|ci-node|ci-agent)(?:-[a-z]{1,20}){0,3}-?)\d+(?:-\d+)?(?![\w-])/g,
		by: '$1<id>',
		needs: '0',
		words: ['build', 'jenkins', 'agent', 'runner', 'executor', 'slave', 'ci-'],
		same: ['cannot reach jenkins-agent-12', 'cannot reach jenkins-agent-3'],
		different: ['cannot reach shop1', 'cannot reach shop2'],
	},
	{
		what: 'ports of test servers',
		pattern: new RegExp(
			'(localhost|(?:\\d{1,3}\\.){3}\\d{1,3}|\\[[0-9a-f:]{2,40}\\]|::1?|\\.[a-z]{2,12}|//[\\w-]{1,60}|host\\.docker\\.internal)' +
				`:(?!(?:${SERVICE_PORTS})(?!\\d))\\d{4,5}(?!\\d)`,
			'gi',
		),
		by: '$1:<port>',
		needs: ':0',
		words: [':0'],
		same: ['connect ECONNREFUSED 127.0.0.1:41233', 'connect ECONNREFUSED 127.0.0.1:38019'],
		different: ['connect ECONNREFUSED 127.0.0.1:5432', 'connect ECONNREFUSED 127.0.0.1:27017'],
	},
	{
		what: 'internal addresses and versions of browsers, which both have four parts',
		pattern:
			/(?<![\w.])(?!(?:127\.0\.0\.1|0\.0\.0\.0)(?![\w.]))\d{1,5}(?:\.\d{1,5}){3}(?!\d)(?![\w.]*\w)(?! ?[AP]M\b)/g,
		by: '<n.n.n.n>',
		needs: '.0',
		words: ['0.0'],
		same: ['no driver for 126.0.6478.61', 'no driver for 127.0.6533.72'],
		different: ["expected '1.2.3'", "expected '1.3.0'"],
	},
	{
		what: 'mail addresses with a number',
		pattern: /(?<![\w.+-])[\w.+-]+@(?=[\w-]+\.)/g,
		by: (name) => (/\d/.test(name) ? '<id>@' : name),
		needs: '@.0',
		same: ["expected 'qa+1718900123@example.com'", "expected 'test17@example.com'"],
		different: ["expected 'ann@example.com'", "expected 'bob@example.com'"],
	},
];
