import type { RunningActs } from '../client/parts.js';
import type { SettingsFacet } from '../engine/index.js';
import { invalid } from '../model/index.js';
import { unsupported } from './check.js';
import type { ActsHost } from './host.js';

export const settings = ({ ctx }: ActsHost): RunningActs['settings'] => {
  const facet = (): SettingsFacet => {
    if (!ctx.engine.settings) throw unsupported('privacy');
    ctx.requireConnected();
    return ctx.engine.settings;
  };
  return {
    async load() {
      const found = await facet().get();
      ctx.store.commit('remote', (writer) => writer.put('settings', 'self', found));
    },
    async set(_, patch) {
      if (typeof patch !== 'object' || patch === null) throw invalid('patch', 'must be settings');
      const kept = await facet().set(patch);
      ctx.store.commit('remote', (writer) => writer.put('settings', 'self', kept));
    },
    async erase() {
      const { erase } = facet();
      if (!erase) throw unsupported('erase');
      await erase();
    },
  };
};
