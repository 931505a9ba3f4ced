import { currents } from './currents';
import { qodex } from './qodex';

/** Every simulated platform. A further one is one line here. */
export const platforms = { currents, qodex };
