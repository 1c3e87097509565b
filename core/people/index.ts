import type { ActsHost, RunningPeople } from '../acts/host.js';

/** People: one's own list of them, presence, blocking, one's own sessions. */
export const createPeople = (_host: ActsHost): Partial<RunningPeople> => ({});
