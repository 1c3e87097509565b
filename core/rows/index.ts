import type { ActsHost, RunningRows } from '../acts/host.js';

/** The list of conversations, further: filtered lists, marks, tags, levels. */
export const createRows = (_host: ActsHost): Partial<RunningRows> => ({});
