import { fileURLToPath } from 'node:url';
import { type RunningPeer, startPeer } from './server.js';

/** A peer with an app in which the demo's people are known: `query` goes to its pages. */
export interface DemoPeer extends RunningPeer {
  readonly query: string;
  /** One of the acts of `control.ts`. */
  act(act: string, told?: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>;
}

export const startDemoPeer = async (people: readonly string[], port = 0): Promise<DemoPeer> => {
  const peer = await startPeer(port);
  const post = async (told: object) => {
    const answer = await fetch(`http://127.0.0.1:${peer.port}/control`, { method: 'POST', body: JSON.stringify(told) });
    if (!answer.ok) throw new Error(`the peer: ${await answer.text()}`);
    return (await answer.json()) as Readonly<Record<string, unknown>>;
  };
  const { app } = await post({ act: 'app', options: { ownFiles: true } });
  const act: DemoPeer['act'] = (name, told = {}) => post({ ...told, act: name, app });
  for (const user of people) await act('import', { user });
  return { ...peer, act, query: `?engine=tencent&server=ws://127.0.0.1:${peer.port}/${app}` };
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { query } = await startDemoPeer(['support', 'ada', 'ben', 'cleo', 'dan'], 9000);
  for (const page of ['messenger', 'shop', 'agent', 'places'])
    console.log(`http://127.0.0.1:8080/demo/${page}.html${query}`);
}
