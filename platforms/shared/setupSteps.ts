/**
 * The text of a notice with steps. n8n's notices show lists without numbers alone (`ul`, `li` and `a` are the tags that
 * they let through), so the numbers are in the text.
 */
export function setupSteps(before: string, steps: string[], after = ''): string {
	return `${before}<ul>${steps.map((step, index) => `<li>${index + 1}. ${step}</li>`).join('')}</ul>${after}`;
}
