import type { Conversation } from '../model/index.js';

const LOST: readonly unknown[] = ['removed', 'left', 'dismissed'];

/** A channel that one cannot see any more: its row says so to whom has it open, and stands in no list. */
export const isLost = (row: Conversation | undefined): boolean =>
  row?.kind === 'channel' && LOST.includes(row.standing?.locked);
