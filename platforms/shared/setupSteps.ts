/**
 * The text of a notice with steps. `ul`, `li` and `a` are the only tags that n8n lets through, and `li` shows a bullet, so
 * each step is a `ul` without any: a paragraph that begins with its number.
 */
export function setupSteps(before: string, steps: string[], after = ''): string {
	return `${before}${steps.map((step, index) => `<ul>${index + 1}. ${step}</ul>`).join('')}${after}`;
}
