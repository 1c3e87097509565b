import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const HERE = fileURLToPath(new URL('..', import.meta.url));
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** Everything that is made and can be made again; not in git. */
export const MADE = join(ROOT, '.bench');
