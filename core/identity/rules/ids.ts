/** Noise: ids and generated names that a pattern recognizes. Other tokens are recognized by their characters. */
import type { NoiseRule } from './rule';

/** Prefixes of ids in widely used APIs. */
const ID_PREFIXES =
	'cus|pi|ch|sub|tok|req|evt|acct|sess|cs|seti|pm|src|card|txn|usr|org|run|key|sk|pk|msg|thread|asst|call|chatcmpl|resp';

/** Applied in this order. */
export const IDS: NoiseRule[] = [
	{
		what: 'UUIDs',
		pattern: /(?<![0-9a-z])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-z])/gi,
		by: '<id>',
		needs: '-*',
		same: ['no cart 1f0a9c3e-abcd-4eee-babe-0305e82c3301', 'no cart 9b2e1c7a-12d4-4c55-8e0f-77aa01b2c3d4'],
		different: ['no cart red-blue-green', 'no cart red-blue-black'],
	},
	{
		what: 'JSON web tokens',
		pattern: /(?<!\w)eyJ[\w-]{8,}(?:\.[\w-]+){0,2}/g,
		by: '<id>',
		needs: '',
		words: ['eyJ'],
		same: [
			'token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVP',
			'token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIyIn0.s8fK2mQx7LpZ',
		],
		different: ['no key eyJa', 'no key eyJb'],
	},
	{
		what: 'classes and lambdas that are made while a JVM runs',
		pattern:
			/(\$(?:\$Lambda|\$Enhancer|\$FastClass|\$SpringCGLIB|\$_javassist|\$_Weld|\$KeyFactory|HibernateProxy|HibernateBasicProxy|MockitoMock|ByteBuddy|auxiliary))[\w$/]*(?:@[0-9a-f]+)?/g,
		by: '$1<id>',
		needs: '$',
		same: [
			'no handler for Cart$$Lambda$30/2081171245',
			'no handler for Cart$$Lambda/0x00007f33a40b1b10@1b28cdfa',
		],
		different: ['no handler for Cart$Items', 'no handler for Cart$Total'],
	},
	{
		what: 'proxies, accessors and threads that a JVM counts',
		pattern:
			/(\$Proxy|Generated(?:Method|Constructor)Accessor|(?<![A-Za-z])(?:pool-|[Tt]hread-|ForkJoinPool-|worker-|exec-|eventLoopGroup-|task-))\d+/g,
		by: '$1<id>',
		needs: '0',
		words: ['Proxy', 'Accessor', 'pool-', 'hread-', 'Pool-', 'worker-', 'exec-', 'Group-', 'task-'],
		same: ['$Proxy12 failed in pool-2-thread-7', '$Proxy9 failed in pool-1-thread-12'],
		different: ['no step-1', 'no step-2'],
	},
	{
		what: 'classes that a C# compiler numbers',
		pattern: /((?:__DisplayClass|>[bd]__))\d+(?:_\d+)?/g,
		by: '$1<id>',
		needs: '_0',
		words: ['__Display', '>b__', '>d__'],
		same: ['in Cart.<>c__DisplayClass12_0.<Total>b__0', 'in Cart.<>c__DisplayClass14_1.<Total>b__2'],
		different: ['in Cart.<Total>b__x', 'in Cart.<Items>b__x'],
	},
	{
		what: 'hashes by which objects are printed',
		pattern: /(?<=[\w\])>;])@(?=[0-9a-f]*\d)[0-9a-f]{4,12}(?![\w.@-])/g,
		by: '@<id>',
		needs: '@0',
		same: ['cannot save [Lshop.User;@6d06d69c', 'cannot save [Lshop.User;@7852e92'],
		different: ['cannot send to user@a1.example.com', 'cannot send to user@b1.example.com'],
	},
	{
		what: 'hashes with their name',
		pattern: /(\bhash(?:Code)?["']?[:=] ?)-?[0-9a-f]{1,12}(?![\w.-])/g,
		by: '$1<id>',
		needs: '0',
		words: ['hash'],
		same: ['Mock for Cart, hashCode: 998', 'Mock for Cart, hashCode: 1231234'],
		different: ['hash of a is missing', 'hash of b is missing'],
	},
	{
		what: 'processes of Erlang',
		pattern: /#(PID|Reference|Port)<[\d.]+>/g,
		by: '#$1<id>',
		needs: '#<0',
		same: ['exited in a call of #PID<0.312.0>', 'exited in a call of #PID<0.1187.0>'],
		different: ['exited in a call of #Cart<a>', 'exited in a call of #Cart<b>'],
	},
	{
		what: 'process, thread and clock before a line that a program of Google logged',
		pattern:
			/\[\d+(?::\d+)?:\d{4}\/\d{6}(?:\.\d+)?:|\b[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+ {1,8}\d+ (?=[\w./-]{1,80}:\d+\])/g,
		by: '<id> ',
		needs: ':0',
		words: ['[0:0/0', '0:0:0.0 0'],
		same: [
			'[2211:2211:0311/081422.901:ERROR:x11.cc(240)] no $DISPLAY',
			'[874:90:0312/214003.117:ERROR:x11.cc(240)] no $DISPLAY',
		],
		different: [
			'[2211:2211:0311/081422.901:ERROR:x11.cc(240)] no $DISPLAY',
			'[2211:2211:0311/081422.901:ERROR:gpu.cc(240)] no $DISPLAY',
		],
	},
	{
		what: 'pods that a controller of Kubernetes names',
		pattern:
			/(\bpods?[ /:]{1,2}["']?[a-z][a-z\d-]{0,200}-)(?!https\b)[bcdfghjklmnpqrstvwxz2456789]{5}(?![\w-])/g,
		by: '$1<id>',
		needs: '-',
		words: ['pod'],
		same: ['pod cart-vbtmk is not ready', 'pod cart-9vbtm is not ready'],
		different: ['pod cart-0 is not ready', 'pod cart-1 is not ready'],
	},
	{
		what: 'versions of the modules of a JVM',
		pattern: /\b((?:java|jdk)\.[a-z.]{2,40}@)\d+(?:[.+]\d+)*/g,
		by: '$1<n>',
		needs: '.@0',
		words: ['java.', 'jdk.'],
		same: [
			'no access to java.base@17.0.10/java.lang.Thread',
			'no access to java.base@21.0.2/java.lang.Thread',
		],
		different: ['no access to java.base@17.0.10', 'no access to java.sql@17.0.10'],
	},
	{
		what: 'process numbers before the report of a sanitizer',
		pattern: /==\d+==/g,
		by: '==<id>==',
		needs: '=0',
		words: ['=0'],
		same: ['==4821==ERROR: heap-use-after-free', '==77==ERROR: heap-use-after-free'],
		different: ['==4821==ERROR: heap-use-after-free', '==4821==ERROR: stack-overflow'],
	},
	{
		// Windows status codes look the same, but identify the problem.
		what: 'memory addresses',
		pattern: /0x(?![8c]0[0-9a-f]{6}(?![0-9a-f]))[0-9a-f]{5,}/gi,
		by: '<id>',
		needs: '0*',
		words: ['0x', '0X'],
		same: ['<Cart object at 0x7f3b1c2d4e50>', '<Cart object at 0x7fa900882340>'],
		different: ['exited with 0xC0000005', 'exited with 0xC0000374'],
	},
	{
		what: 'short memory addresses and offsets in code',
		pattern: /(\bat |\baddr=|\bpc=|\+)0x[0-9a-f]{1,16}(?![0-9a-z])/gi,
		by: '$1<id>',
		needs: '0',
		words: ['0x'],
		same: ['fault at cart.go + addr=0x18 pc=0x4a2b', 'fault at cart.go + addr=0x20 pc=0x4a99'],
		different: ['flag 0x1 is set', 'flag 0x2 is set'],
	},
	{
		what: 'random ids of 20 characters or more, of all kinds and with nothing as long as a word',
		pattern: /(?<![\w-])(?=[\w-]{20})(?=[\w-]*\d)(?=[\w-]*[A-Z])(?=[\w-]*[a-z])(?![\w-]*[a-z]{5})[\w-]+/g,
		by: '<id>',
		needs: '*',
		same: ['share link V1StGXR8_Z5jdHi6B-myT', 'share link UakgbJ5m9g_0JDMbcJqLx'],
		different: ['no Cart-Total-2-of-the-Summer-Sale', 'no Cart-Total-2-of-the-Winter-Sale'],
	},
	{
		what: 'element references of WebDriver',
		pattern: /(?<!\w)f\.[0-9A-F]{32}\.d\.[0-9A-F]{32}\.e\.\d+/g,
		by: '<id>',
		needs: '.*',
		same: [
			'stale element f.6B2C19A0D3E4F5061728394A5B6C7D8E.d.0F1E2D3C4B5A69788796A5B4C3D2E1F0.e.12',
			'stale element f.A0B1C2D3E4F5061728394A5B6C7D8E9F.d.11223344556677889900AABBCCDDEEFF.e.47',
		],
		different: ['stale element f.a', 'stale element f.b'],
	},
	{
		what: 'ids of React',
		pattern: /[:«]r(?:[a-z]|[a-z]{0,3}\d[0-9a-z]{0,3})[:»]/g,
		by: '<id>',
		needs: '',
		words: [':r', 'ér'],
		same: ['no #radix-:r1f:', 'no #radix-:r2c:'],
		different: ['no field:row: given', 'no field:rug: given'],
	},
	{
		what: 'ids of Ember',
		pattern: /\bember\d+/g,
		by: 'ember<id>',
		needs: '0',
		words: ['ember'],
		same: ['no #ember412', 'no #ember7'],
		different: ['no #member1', 'no #member2'],
	},
	{
		what: 'ids with a prefix',
		pattern: new RegExp(`(?<![A-Za-z0-9])(${ID_PREFIXES})([_-])(?=[A-Za-z]{0,99}\\d)[A-Za-z0-9]{8,}`, 'g'),
		by: '$1$2<id>',
		needs: '*',
		same: ['no customer cus_NffrFeUfNV2Hib', 'no customer cus_QxRtPlMnOp9Abc'],
		different: ['no sub_cat2', 'no sub_cat3'],
	},
	{
		what: 'seeds of random numbers',
		pattern:
			/(\b[Ss]eed["']?(?:\s?[:=]\s?|\s+|ed with )\[?["'(]?)(?=[\w:-]{0,40}\d)-?[0-9A-Fa-f]+(?:[:-][0-9A-Fa-f]+)*(?!\w)/g,
		by: '$1<id>',
		needs: '0',
		words: ['seed', 'Seed'],
		same: [
			'wrong total [seed=[DF8361490E483F60:5308BA3E89989F7]]',
			'wrong total [seed=[1A2B61490E48FF60:77F8BA3E8999A1C]]',
		],
		different: ['seed file a is missing', 'seed file b is missing'],
	},
];
