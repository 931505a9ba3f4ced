/** The registry: the only list of platforms in the code. */
import { anyPlatform } from './any';
import { currents } from './currents';
import type { ActionGroup, Platform } from './platform';
import { preclinical } from './preclinical';
import { qase } from './qase';
import { qodex } from './qodex';
import { testclix } from './testclix';

/** All platforms. Lists show them by name; the first is what a new node is set to. */
export const platforms: Platform[] = [currents, qodex, testclix, qase, preclinical];

/** What the Test Run node offers: each platform, and what needs none in particular. */
export const actionGroups: ActionGroup[] = [...platforms, anyPlatform(platforms)];
