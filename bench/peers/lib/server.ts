import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pictures } from './pictures.js';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};
const TEXT = /\.(?:js|css|html|json|svg)$/;

export interface Server {
  readonly url: string;
  close(): void;
}

interface File {
  readonly body: Buffer;
  readonly zipped?: Buffer;
}

/** Files of a folder, as a site serves them: gzipped where that helps. Nothing is kept by the browser. */
export async function serve(folder: string): Promise<Server> {
  const made = pictures();
  const files = new Map<string, File>();
  const read = (path: string): File | undefined => {
    const found = files.get(path);
    if (found) return found;
    const file = join(folder, normalize(path));
    if (!existsSync(file) || !statSync(file).isFile()) return undefined;
    const body = readFileSync(file);
    const one = TEXT.test(path) ? { body, zipped: gzipSync(body, { level: 9 }) } : { body };
    files.set(path, one);
    return one;
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname);
    const picture = made.get(path);
    const file = picture ? { body: picture } : read(path);
    if (!file) return void response.writeHead(404).end();
    const body = file.zipped ?? file.body;
    response.writeHead(200, {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'content-length': body.length,
      // Pictures are kept, as they are by every site: their bytes are not what is compared.
      'cache-control': picture ? 'max-age=3600' : 'no-store',
      ...(file.zipped && { 'content-encoding': 'gzip' }),
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the server has no port');
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}
