/** The registry: the only list of platforms in the code. */
import { anyPlatform } from './any';
import { currents } from './currents';
import type { ActionGroup, Platform } from './platform';
import { preclinical } from './preclinical';
import { qase } from './qase';
import { qodex } from './qodex';
import { testclix } from './testclix';

/** The platforms by id, so that tables by id are complete. The first one is the default of a new node. */
const byId = { currents, qodex, testclix, qase, preclinical } satisfies Record<string, Platform>;

/** Id of a platform. */
export type PlatformId = keyof typeof byId;

/** All platforms. In the panel they are sorted by name. */
export const platforms: Platform[] = Object.values(byId);

/** The entries of the Test Run node's Platform list: Any Platform, and each platform. */
export const actionGroups: ActionGroup[] = [...platforms, anyPlatform(platforms)];
