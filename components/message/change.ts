import type { RecordMap } from '../../core/index.js';

/** Changes of a message that are under way or were refused. */
export type ChangeRecord = RecordMap['change'];
export type PendingChange = ChangeRecord['changes'][number];

/** Asked for, and not answered yet. */
export const recalling = (record: ChangeRecord | undefined): boolean =>
  record?.changes.some(({ name, failed }) => name === 'recall' && failed === undefined) ?? false;
