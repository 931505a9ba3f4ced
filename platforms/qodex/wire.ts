/** What Qodex takes. What it sends is undocumented for the most part, so `normalize.ts` reads it without a type. */

/** Body of the project trigger; the only documented fields that have an effect. */
export interface StartBody {
	environment: string;
	tags?: string[];
	callback_url?: string;
}
