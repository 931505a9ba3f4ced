/** Converts the transcript of a scenario run. Pure. */
import { toIso } from '../../core/text/time';
import { entryOf, isObject, textOf, type JsonMap } from '../../core/text/json';

/** One utterance of a conversation. */
export interface Utterance {
	/**
	 * The tester plays the patient, the agent is the tested system, and the system reports errors. An unknown role is
	 * returned unchanged.
	 */
	speaker: 'tester' | 'agent' | 'system' | (string & {});
	text: string;
	at: string | null;
}

const SPEAKERS: Record<string, Utterance['speaker']> = {
	user: 'tester',
	attacker: 'tester',
	assistant: 'agent',
	target: 'agent',
	system: 'system',
};

/**
 * The conversation, with the same names of speakers for both flavours. If it is not a list of utterances, it is
 * returned as a single one.
 */
export function transcriptOf({ transcript }: JsonMap): Utterance[] {
	return utterancesIn(transcript).map((entry) => {
		const { role, content, timestamp } = isObject(entry) && 'content' in entry ? entry : { content: entry };
		const word = textOf(role);
		return {
			speaker: entryOf(SPEAKERS, word) ?? word ?? 'unknown',
			text: textOf(content) ?? (isNothing(content) ? '' : JSON.stringify(content)),
			at: toIso(timestamp),
		};
	});
}

/** The self-hosted server returns the list as JSON text while a scenario is running, or if it was stopped. */
function utterancesIn(transcript: unknown): unknown[] {
	if (isNothing(transcript)) return [];
	if (typeof transcript !== 'string') return [transcript].flat();
	try {
		return utterancesIn(JSON.parse(transcript));
	} catch {
		return [transcript];
	}
}

function isNothing(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}
