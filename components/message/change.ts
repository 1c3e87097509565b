import type { RecordMap } from '../../core/index.js';

/** Changes of a message that are under way or were refused. */
export type ChangeRecord = RecordMap['change'];
export type PendingChange = ChangeRecord['changes'][number];
