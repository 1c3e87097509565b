import type { CommandFacet, SettingsFacet, SignalFacet } from '../../core/engine/index.js';
import type { Call } from './calls.js';
import { of } from './changes.js';

export const commandFacet = (call: Call): CommandFacet => ({
  async send({ conversationId, ...command }, options) {
    await call('commands.send', { ...command, conversation: conversationId }, options);
  },
});

export const signalFacet = (call: Call): SignalFacet => ({
  async invite({ conversationId, ...invitation }, options) {
    const args = { ...invitation, conversation: conversationId };
    const { id, seq, at } = await call('signals.invite', args, options);
    return { serverId: id, order: { seq, tie: id }, sentAt: at };
  },
  async answer(message, accept, data, options) {
    await call('signals.answer', { ...of(message), accept, data }, options);
  },
  async cancel(message, options) {
    await call('signals.cancel', of(message), options);
  },
  async modify(message, data, options) {
    await call('signals.modify', { ...of(message), data }, options);
  },
});

export const settingsFacet = (call: Call): SettingsFacet => ({
  get: (options) => call('settings.get', {}, options),
  set: ({ privacy, push, contacts, notify }, options) =>
    call('settings.set', { privacy, push, contacts, notify }, options),
  async erase(options) {
    await call('users.erase', {}, options);
  },
});
