import type { EngineEvent } from '../../../core/engine/index.js';
import { readUser } from '../facets/users.js';
import type { SdkProfile } from '../sdk.js';
import type { Listeners } from './index.js';

export const profileEvents: Listeners = {
  onProfileUpdated: (profiles: readonly SdkProfile[]): EngineEvent[] => [
    { type: 'users', users: profiles.map(readUser) },
  ],
};
