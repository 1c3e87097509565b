import type { Client, NotifyLevel } from '../../core/index.js';

/** Does the back end keep this level for a conversation? */
export const keepsLevel = ({ limits }: Client, level: NotifyLevel): boolean =>
  limits.levels?.one?.includes(level) ?? true;
