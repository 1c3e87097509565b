import { boolean, object, optional, token } from '../check.js';
import { notFound } from '../errors.js';
import { mayRead } from '../files.js';
import type { OpTable } from '../op.js';

export const mediaOps: OpTable<'media.url' | 'media.ticket'> = {
  'media.url': {
    auth: 'user',
    check: object({ file: token(128), download: optional(boolean) }),
    async run({ core, user }, { file, download }) {
      if (!(await core.read((tx) => mayRead(core, tx, user, file)))) throw notFound('file');
      const { fileUrlMs } = core.settings;
      const until = core.clock.now() + fileUrlMs;
      const sealed = await core.tokens.seal({ use: 'file', user, file, download: download ? 1 : 0 }, fileUrlMs);
      return { url: `/files/${encodeURIComponent(file)}?t=${encodeURIComponent(sealed)}`, until };
    },
  },
  'media.ticket': {
    auth: 'user',
    check: object({}),
    async run({ core, user }) {
      const { ticketMs } = core.settings;
      const until = core.clock.now() + ticketMs;
      return { path: '/files', token: await core.tokens.seal({ use: 'upload', user }, ticketMs), until };
    },
  },
};
