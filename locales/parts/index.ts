import { message } from './message.js';

/**
 * English words of parts that are loaded later. `en.ts` is in the first bytes of every chat; what stands here comes with
 * its part, which calls `teach` before it shows a word. Other languages keep all their words in one file.
 */
export const parts = { ...message } as const;
