import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App } from './state.js';

interface Kept {
  readonly type: string;
  readonly bytes: Buffer;
}
const kept = (app: App) => app.kept('files', () => new Map<string, Kept>());
/** Names that were given out to be written to, once each. */
export const granted = (app: App) => app.kept('granted', () => new Set<string>());

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

/** `/files/<app>/<name>`: written once with the signed address, read by whoever knows it. As the vendor's store of objects. */
export const files = async (apps: Map<string, App>, request: IncomingMessage, response: ServerResponse) => {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-allow-methods', 'GET, PUT');
  response.setHeader('access-control-allow-headers', 'content-type');
  if (request.method === 'OPTIONS') return void response.end();
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://loopback');
  const [, , id = '', name = ''] = pathname.split('/');
  const app = apps.get(id);
  const say = (status: number) => void response.writeHead(status).end();
  if (!app) return say(404);
  if (request.method === 'PUT') {
    const bytes = await bodyOf(request);
    if (searchParams.get('sign') !== `for-${name}` || !granted(app).delete(name)) return say(403);
    kept(app).set(name, { type: request.headers['content-type'] ?? '', bytes });
    return say(200);
  }
  const file = kept(app).get(name);
  if (!file) return say(404);
  response.writeHead(200, { 'content-type': file.type || 'application/octet-stream' });
  response.end(file.bytes);
};
