import type { FastifyInstance } from 'fastify';
import type { Hub } from '../../service/types.js';
import type { Disk } from './disk.js';
import { mediaHeaders } from './media-headers.js';
import type { Counters } from './metrics.js';
import { refuse } from './refusal.js';

/** `GET /files/:id?t=<signed>`, with Range. The address is the right; no cookie is read or set. */
export function downloads(
  app: FastifyInstance,
  { hub, disk, count, perMinute }: { hub: Hub; disk: Disk; count: Counters; perMinute: number },
): void {
  const rateLimit = { max: perMinute, timeWindow: 60_000 };
  app.get<{ Params: { id: string }; Querystring: { t?: unknown } }>(
    '/files/:id',
    { config: { rateLimit } },
    async (request, reply) => {
      const { t } = request.query;
      if (typeof t !== 'string') throw refuse('unauthorized', 'the address is not signed', { field: 't' });
      const file = await hub.files.open(t);
      const place = disk.pathOf(file.id);
      if (file.id !== request.params.id || !place) {
        throw refuse('unauthorized', 'the address is signed for another file', { field: 't' });
      }
      count.downloads += 1;
      reply.headers(mediaHeaders(file, file.download));
      return reply.sendFile(place, disk.root, { contentType: false, cacheControl: false, dotfiles: 'allow' });
    },
  );
}
