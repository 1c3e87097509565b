import type { ActsHost, RunningGroups } from '../acts/host.js';
import { groups } from './groups.js';

/** Groups and what is done in them. */
export const createGroups = (host: ActsHost): { readonly groups: Partial<RunningGroups['groups']> } => ({
  groups: groups(host),
});
