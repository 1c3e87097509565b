import type { Client } from '../../core/index.js';

/** Page-wide names, for elements that share no ancestor. On `globalThis` by a symbol, so that two bundles see one table. */
interface Table {
  readonly clients: Map<string, Client>;
  readonly listeners: Set<() => void>;
}
const KEY = Symbol.for('im.clients@1');
const holder = globalThis as { [KEY]?: Table };
const table = (): Table => (holder[KEY] ??= { clients: new Map(), listeners: new Set() });

const tell = (): void => {
  for (const listener of [...table().listeners]) listener();
};

export function registerClient(client: Client): () => void {
  const { clients } = table();
  clients.set(client.name, client);
  tell();
  return () => {
    if (clients.get(client.name) !== client) return;
    clients.delete(client.name);
    tell();
  };
}

/** With no name: the only client there is. Two clients make "the only one" ambiguous, and then nobody guesses. */
export function namedClient(name?: string): Client | undefined {
  const { clients } = table();
  if (name !== undefined) return clients.get(name);
  return clients.size === 1 ? clients.values().next().value : undefined;
}

export function onNamedClient(listener: () => void): () => void {
  table().listeners.add(listener);
  return () => table().listeners.delete(listener);
}
