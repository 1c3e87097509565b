import { requireMessage } from '../client/checks.js';
import type { RunningActs } from '../client/parts.js';
import { ImError, invalid } from '../model/index.js';
import { requireAct, unsupported } from './check.js';
import type { ActsHost } from './host.js';
import { versionOf } from './readings.js';

/** What messages in other words need of the tab that leads: the back end, and a place to be kept. */
export const interpreting = (host: ActsHost): Pick<RunningActs['messages'], 'interpret' | 'keep'> => {
  const { ctx } = host;
  return {
    async interpret(_, asked) {
      const { translation, transcription } = ctx.engine;
      ctx.requireConnected();
      if ('id' in asked) {
        const message = requireAct(host, asked.id, 'transcribe');
        if (!transcription) throw unsupported('transcribe');
        return [await transcription.transcribe(message, { language: asked.language })];
      }
      if (!translation) throw unsupported('translate');
      const { texts, ...languages } = asked;
      const words = await translation.translate(texts, languages);
      if (words.length !== texts.length) throw new ImError('engine', { message: 'some texts were not translated' });
      return words;
    },
    async keep(_, id, kept) {
      const message = requireMessage(ctx, id);
      if (kept && (message.recalled || versionOf(message) !== kept.of))
        throw new ImError('conflict', { field: 'id', message: 'id: was changed meanwhile' });
      if (kept && JSON.stringify(kept.readings).length > MOST) throw invalid('readings', 'is too long');
      ctx.store.commit('local', (writer) => writer.patch('message', message.id, { readings: kept?.readings }));
    },
  };
};

/** Characters; a text has fewer. */
const MOST = 100_000;
