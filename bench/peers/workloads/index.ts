import type { Workload } from '../lib/workload.js';
import { burst } from './burst.js';
import { embed } from './embed.js';
import { list } from './list.js';
import { memory } from './memory.js';
import { open } from './open.js';
import { prepend } from './prepend.js';
import { comeBack } from './return.js';
import { status } from './status.js';
import { wheel } from './wheel.js';

/** In the order in which they are run and told of. */
export const WORKLOADS: readonly Workload[] = [embed, open, burst, prepend, wheel, list, status, comeBack, memory];
