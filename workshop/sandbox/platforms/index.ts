import { currents } from './currents';
import { preclinical, preclinicalOss } from './preclinical';
import { qase } from './qase';
import { qodex } from './qodex';
import { testclix } from './testclix';

/** Every simulated platform. A further one is one line here. */
export const platforms = { currents, qodex, testclix, qase, preclinical, preclinicalOss };
