import type { EngineEvent } from '../../../core/engine/index.js';
import { settingsNow } from '../facets/settings.js';
import type { SdkSilence } from '../sdk-settings.js';
import type { EventContext, Listeners } from './index.js';

/** Set on another device. Settings are told whole. */
const silenced = (silence: SdkSilence, context: EventContext): readonly EngineEvent[] => {
  settingsNow(context, undefined, silence).then(
    (settings) => context.emit([{ type: 'settings', settings }]),
    () => undefined,
  );
  return [];
};

export const settingsEvents: Listeners = { onAllReceiveMessageOptUpdated: silenced };
