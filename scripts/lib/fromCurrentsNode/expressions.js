/** Values of parameters that may hold an expression of n8n: how parts of them are put into other expressions. */

/** Whether n8n evaluates the value. */
function isExpression(value) {
	return typeof value === 'string' && value.startsWith('=');
}

/**
 * The value as JavaScript for an expression: a literal, or what the braces hold, joined with the text around them.
 *
 * @param {unknown} value of a parameter
 */
function codeOf(value) {
	if (!isExpression(value)) return JSON.stringify(value);
	const parts = value
		.slice(1)
		.split(/\{\{([\s\S]*?)\}\}/)
		.map((part, index) => (index % 2 === 0 ? part && JSON.stringify(part) : `(${part.trim()})`))
		.filter((part) => part !== '');
	return parts.length === 0 ? '""' : parts.join(' + ');
}

/** An expression that evaluates this JavaScript. @param {string} code */
function expression(code) {
	return `={{ ${code} }}`;
}

module.exports = { codeOf, expression, isExpression };
