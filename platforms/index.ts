/** The registry: the only list of platforms in the code. */
import { anyPlatform } from './any';
import { currents } from './currents';
import type { ActionGroup, Platform } from './platform';
import { preclinical } from './preclinical';
import { qase } from './qase';
import { qodex } from './qodex';
import { testclix } from './testclix';

/** Each platform by its id, so that tables by id lack none; the first is what a new node is set to. */
const byId = { currents, qodex, testclix, qase, preclinical } satisfies Record<string, Platform>;

/** Id of a platform. */
export type PlatformId = keyof typeof byId;

/** All platforms. Lists show them by name. */
export const platforms: Platform[] = Object.values(byId);

/** What the Test Run node offers: each platform, and what needs none in particular. */
export const actionGroups: ActionGroup[] = [...platforms, anyPlatform(platforms)];
