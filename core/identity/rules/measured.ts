/**
 * Noise: measured values, which differ from run to run while the limit that they exceed stays the same. The first rules
 * are applied to lines, the others to a whole text that mentions a limit.
 */
import type { NoiseRule } from './rule';

const NUMBER = '-?\\d+(?:[.,]\\d+)*(?:e[-+]?\\d+)?';

/** Applied to lines, in this order. */
export const MEASURED: NoiseRule[] = [
	{
		what: 'scores, times and amounts that were used',
		pattern: new RegExp(
			'(?<![A-Za-z])((?:score|similarity|confidence|probability|relevance|faithfulness|toxicity|latency|used|requested)' +
				`(?: (?:of|is|was))?["']?[:=]? ?)${NUMBER}`,
			'gi',
		),
		by: '$1<n>',
		needs: '0',
		words: [
			'score',
			'similarity',
			'confidence',
			'probability',
			'relevance',
			'faithfulness',
			'toxicity',
			'latency',
			'used',
			'requested',
		],
		same: ['score 0.62 is below the threshold 0.7', 'score 0.5833 is below the threshold 0.7'],
		different: ['score is below the threshold 0.7', 'score is below the threshold 0.9'],
	},
	{
		what: 'how much of a quota is used',
		pattern: /(?<=\bused: )[\w./-]{1,60}=\d[\w.]{0,20}(?:,[\w./-]{1,60}=\d[\w.]{0,20}){0,12}/g,
		by: (used) => used.replace(/=[\w.]+/g, '=<n>'),
		needs: ':=0',
		words: ['used: '],
		same: ['used: cpu=7,memory=1Gi, limited: cpu=8', 'used: cpu=8,memory=3Gi, limited: cpu=8'],
		different: ['used: cpu=7, limited: cpu=8', 'used: cpu=7, limited: cpu=4'],
	},
	{
		what: 'grades out of so many',
		pattern: new RegExp(`(\\b(?:gave|rated|rating|grade)[:=]? ?)${NUMBER}(?= ?/)`, 'gi'),
		by: '$1<n>',
		needs: '/0',
		words: ['gave', 'rated', 'rating', 'grade'],
		same: ['The grader gave 3/10', 'The grader gave 5/10'],
		different: ['The grader saw 3/10', 'The grader saw 5/10'],
	},
	{
		what: 'points out of so many',
		pattern: new RegExp(
			`(?<![\\w.,])${NUMBER}(?= ?(?:/|out of|of) ?\\d+(?:\\.\\d+)? ?(?:points?|pts)\\b)`,
			'g',
		),
		by: '<n>',
		needs: '0',
		words: ['point', 'pts'],
		same: ['awarded 1 / 5 points', 'awarded 2 / 5 points'],
		different: ['awarded 1 / 5 stars', 'awarded 2 / 5 stars'],
	},
	{
		what: 'percentages with a fraction',
		pattern: /(?<![\w.])\d+[.,]\d+ ?%/g,
		by: '<n>%',
		needs: '%0',
		words: ['0%', '0 %'],
		same: ['Total coverage: 78.25%', 'Total coverage: 79.1%'],
		different: ['coverage of 80% not reached', 'coverage of 90% not reached'],
	},
	{
		what: 'large numbers with separators',
		pattern: /(?<![\w.,])\d{1,3}(?:,\d{3}){2,}(?![\w,])/g,
		by: '<id>',
		needs: ',0',
		words: ['0,0'],
		same: ['stopped after 1,204,331 rows', 'stopped after 2,187,006 rows'],
		different: ['rows 1,2,3', 'rows 1,2,4'],
	},
	{
		what: 'fractions of four digits or more',
		pattern: /(?<![\w.])-?\d{1,4}\.\d{4,}(?:e[-+]?\d+)?(?!\w)/g,
		by: '<n>',
		needs: '.0',
		words: ['0.0'],
		same: ['got 2.3151', 'got 2.0472'],
		different: ['expected 19.99', 'expected 20.99'],
	},
];

/** A text that mentions a limit contains one of these words, or a sign for less or more. */
export const LIMIT_WORDS = (
	'less greater lower higher larger smaller bigger fewer more longer shorter slower faster older newer lesser below above ' +
	'under over least most exceed within close maximum minimum max min threshold allowed tolerance budget range approx up'
).split(' ');

/** If this matches nothing in a text, the text does not mention a limit. */
export const SPEAKS_OF_LIMIT =
	/\b(?:(?:less|greater|lower|higher|larger|smaller|bigger|fewer|more|longer|shorter|slower|faster|older|newer|lesser) (?:than|or equal)|at least|at most|close to|m(?:ax|in)Score|threshold|allowed|tolerance|(?:below|above|under|over|exceed\w*|within|up to|maximum|minimum|max|min|budget|range)\b(?=[^\d\n/]{0,25}\d)|toBe(?:Less|Greater|Close)\w+|XCTAssert(?:Less|Greater)\w+|approx)\b|(?:[<>]=?|[≤≥]) -?\d|(?<=[\w)\]])<=?\d|(?<=[)\]])>=?\d|[≤≥]\d|[<>]=? \(|\bto be [<>]|[<>]=|±|\+\/-/i;

/** A value that is compared exactly, however large or small it is: it distinguishes problems. */
export const SPEAKS_OF_CODE = /\b(?:status|errno|exit(?:ed)?|code)\b/i;

/** The words between a measured value and its limit. */
const COMPARED =
	'(?:less|greater|lower|higher|larger|smaller|bigger|fewer|more|longer|shorter|slower|faster|below|above|under|over|' +
	'at least|at most|exceed|(?<=\\b(?:be|is|not|was) )within|close|beyond|outside|in range|between|[<>≤≥]=? \\(?-?\\d)(?=[^\\n]{0,60}\\d|:?\\n|$)';

const UNIT = '[\\p{L}%µμ]{0,12}';

/** Applied in this order to a text that mentions a limit. */
export const BESIDE_LIMIT: NoiseRule[] = [
	{
		what: 'a value that is said to be on the wrong side of a limit',
		pattern: new RegExp(
			`(?<![\\w.,#[-])${NUMBER}(?=L?[>"'\`)\\]]{0,3} ?${UNIT}[>"'\`)\\]]{0,2},? ` +
				`(?:(?:that|which|it|is|was|are|were|to|should|must|has|have|been|be|being|expected|not|isn't|a|the|value|number|n't) ){0,6}${COMPARED})`,
			'gu',
		),
		by: '<n>',
		needs: '0',
		same: ['Failed asserting that 2315 is less than 2000.', 'Failed asserting that 2471 is less than 2000.'],
		different: ['2315 is less than 2000', '2315 is less than 1000'],
	},
	{
		what: 'a value that should be close to another',
		pattern: new RegExp(`(\\bassert )${NUMBER}(?= [!=]= (?:approx\\()?${NUMBER} ±)`, 'g'),
		by: '$1<n>',
		needs: '0é',
		same: ['assert 2.31 == 2.0 ± 0.1', 'assert 2.04 == 2.0 ± 0.1'],
		different: ['assert 2.31 == 2.0 ± 0.1', 'assert 2.31 == 3.0 ± 0.1'],
	},
	{
		what: 'the two sides of a comparison that a macro of C++ or Rust prints',
		pattern: new RegExp(`(\\b(?:actual|left|lhs)[:=] ?)${NUMBER}(?= (?:vs\\.?|and|,) )`, 'gi'),
		by: '$1<n>',
		needs: '0',
		same: ['Expected: (t) < (2000), actual: 2315 vs 2000', 'Expected: (t) < (2000), actual: 2471 vs 2000'],
		different: ['Expected: (t) < (2000), actual: a vs b', 'Expected: (t) < (2000), actual: b vs b'],
	},
	{
		what: 'a percentage after its limit',
		pattern: /(%\)?[^\n%]{0,60}?(?:not met|is|was|got|only|coverage|:)[: (]{0,2})\d+(?:\.\d+)?(?= ?%)/gi,
		by: '$1<n>',
		needs: '%0',
		same: ['threshold for lines (80%) not met: 78%', 'threshold for lines (80%) not met: 77%'],
		different: ['threshold for lines (80%) not met: 78%', 'threshold for lines (90%) not met: 78%'],
	},
	{
		what: 'a percentage before its limit',
		pattern:
			/\b\d+(?:\.\d+)?(?=%[^\n%]{0,60}?(?:below|under|less|lower|above|over|more|higher|exceed|minimum|maximum|threshold)[^\n%]{0,40}?%)/gi,
		by: '<n>',
		needs: '%0',
		same: ['coverage of 78%: the threshold is 80%', 'coverage of 77%: the threshold is 80%'],
		different: ['coverage 78% is below the threshold of 80%', 'coverage 78% is below the threshold of 90%'],
	},
	{
		what: 'a value that should be close to another, and how far off it is',
		pattern: new RegExp(
			`(?<![\\w.,-])${NUMBER}(?= [!=]= ${NUMBER} within )|(?<=\\()${NUMBER}(?= difference)`,
			'g',
		),
		by: '<n>',
		needs: '0(',
		words: ['within', 'difference'],
		same: ['2.31 != 3.0 within 1 places (0.69 difference)', '2.28 != 3.0 within 1 places (0.72 difference)'],
		different: [
			'2.31 != 3.0 within 1 places (0.69 difference)',
			'2.31 != 4.0 within 1 places (1.69 difference)',
		],
	},
	{
		what: 'what was found instead, after the word that says so',
		pattern: new RegExp(
			'((?:\\b(?:but (?:was|got|found|received|is|had|actual value was)|(?<!expected )was|were|got|gets?|found|received|actual(?: value)?(?: was| is)?|' +
				'measured|observed|reached|took|had|has|were|returned|value|instead got|not met|differ(?:ed|s)? by|off by|' +
				`difference(?: of| was| is|s)?|current)|\\bp\\(\\d+(?:\\.\\d+)?\\))["']?(?: ?[:=,] ?|\\s+)["'<(]{0,2}(?:[<(]?(?:int|int64|float64|float|double|Double|Long|long|uint|decimal)[>)]?:? ?)?[~$€£]?)${NUMBER}(?![\\w.]*[A-Za-z_-]\\w)(?!L?[>"'\`)\\]]{0,3} ?(?:and|-) ?\\d)`,
			'gi',
		),
		by: '$1<n>',
		needs: '0',
		same: ['Expected: less than 2000\nBut was: 2315', 'Expected: less than 2000\nBut was: 2471'],
		different: ['Expected: less than 2000\nBut was: a', 'Expected: less than 2000\nBut was: b'],
	},
	{
		what: 'what was found instead, on a line of its own',
		pattern: new RegExp(
			`((?:^|\\n)(?:(?:expecting|actual|received|got|found|but was)(?: actual| value| but was)?:?|expected)\\n[<"'(]{0,2}(?:<?(?:int|int64|float64|float|double|uint|time\\.Duration)>?: ?)?)${NUMBER}(?=[>"')L]{0,3}(?:\\n|$))`,
			'gi',
		),
		by: '$1<n>',
		needs: '0',
		same: [
			'Expecting actual:\n2315\nto be less than:\n2000',
			'Expecting actual:\n2471\nto be less than:\n2000',
		],
		different: [
			'Expecting actual:\n2315\nto be less than:\n2000',
			'Expecting actual:\n2315\nto be less than:\n1000',
		],
	},
	{
		what: 'a subject on the line above what it should be',
		pattern: new RegExp(
			`((?:^|\\n)[<"'(]{0,2})${NUMBER}(?=[>"')L]{0,3}\\n(?:to be|should be|is not|not) )`,
			'gi',
		),
		by: '$1<n>',
		needs: '0',
		same: ['2315\nto be less than\n2000', '2471\nto be less than\n2000'],
		different: ['2315\nto be less than\n2000', '2315\nto be less than\n1000'],
	},
	{
		what: 'all the values that were measured',
		pattern: /(\b(?:all )?values?: )-?[\d.]+(?:, -?[\d.]+)*/gi,
		by: '$1<n>',
		needs: ':0',
		same: ['all values: 0.88, 0.88\nminimum 1', 'all values: 0.86, 0.84, 0.86\nminimum 1'],
		different: ['no values: a\nminimum 1', 'no values: b\nminimum 1'],
	},
	{
		what: 'a value of which so much is allowed',
		pattern: new RegExp(
			`(?<![\\w.,#[-])${NUMBER}(?= ?${UNIT} (?:of|/|out of|vs\\.?) ${NUMBER} ?${UNIT} (?:allowed|max|permitted))`,
			'gu',
		),
		by: '<n>',
		needs: '0',
		same: ['12.4 of 10 allowed', '13.9 of 10 allowed'],
		different: ['12.4 of 10 allowed', '12.4 of 20 allowed'],
	},
];
