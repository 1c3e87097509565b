import type { MediaFacet } from '../../core/engine/index.js';
import { invalid } from '../../core/model/index.js';
import type { Call } from './calls.js';
import { aborted, fromPort } from './errors.js';
import type { HubPort } from './port.js';

export const mediaFacet = (call: Call, port: () => HubPort): MediaFacet => ({
  async upload(blob, { name, mime, signal, onProgress }) {
    const { path, token } = await call('media.ticket', {}, { signal });
    try {
      const file = await port().upload(blob, { name, mime, path, token }, { signal, onProgress });
      return { id: file.id, name: file.name, bytes: file.bytes, mime: file.mime };
    } catch (error) {
      throw signal?.aborted ? aborted() : fromPort(error);
    }
  },
  async url({ id }, { download, signal } = {}) {
    if (id === undefined) throw invalid('file.id', 'is missing: the file has not been uploaded');
    const { url, until } = await call('media.url', { file: id, download }, { signal });
    try {
      return { url: await port().resolve(url), until };
    } catch (error) {
      throw fromPort(error);
    }
  },
});
