import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { answer, loadCommands } from './answering.js';
import { Connection } from './connection.js';
import { control } from './control.js';
import { files } from './files.js';
import type { App } from './state.js';
import { readFrame, text } from './wire.js';

export interface RunningPeer {
  readonly port: number;
  close(): Promise<void>;
}

/** On loopback alone. Pages connect to `ws://127.0.0.1:<port>/<app>`, tests post to `http://127.0.0.1:<port>/control`. */
export const startPeer = async (port = 0): Promise<RunningPeer> => {
  const commands = await loadCommands();
  const apps = new Map<string, App>();
  const http = createServer((request, response) => {
    const serve = request.url?.startsWith('/files/') ? files : control;
    serve(apps, request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  const sockets = new WebSocketServer({ noServer: true });
  http.on('upgrade', (request, socket, head) => {
    const [, id = '', kind] = new URL(request.url ?? '', 'ws://loopback').pathname.split('/');
    const app = apps.get(id);
    if (!app || app.down) return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (page) => {
      const connection = new Connection(app, page, kind === 'binfo');
      page.on('message', (bytes) => {
        const frame = readFrame(String(bytes));
        const run = () => answer(commands, connection, frame);
        const name = text(frame.head, 'servcmd');
        if (app.late > 0) setTimeout(run, app.late);
        else app.troubles.incoming(connection.person?.id, name, run, () => connection.cut());
      });
      page.on('close', () => connection.gone());
      page.on('error', () => connection.gone());
    });
  });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  return {
    port: (http.address() as AddressInfo).port,
    async close() {
      for (const page of sockets.clients) page.terminate();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
};
