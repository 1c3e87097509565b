import type { Status } from '../page/contract.js';

const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit' });
export const timeOf = (at: number): string => clock.format(at);
export const TICK: Readonly<Record<Status, string>> = { sending: '◷', sent: '✓', read: '✓✓' };
