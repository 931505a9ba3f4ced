/** The data that we send to Qodex. What it sends is mostly undocumented, so `normalize.ts` reads it without a type. */

/** Body of the project trigger; only these documented fields have an effect. */
export interface StartBody {
	environment: string;
	tags?: string[];
	callback_url?: string;
}
