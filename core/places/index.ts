import type { ActsHost, RunningPlaces } from '../acts/host.js';

/** Live rooms and spaces. */
export const createPlaces = (_host: ActsHost): Partial<RunningPlaces> => ({});
