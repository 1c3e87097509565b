import { html } from 'lit';
import { type Content, LAZY_KINDS } from '../../core/index.js';
import { previewText } from '../shared/preview.js';
import { builtRenderers } from './built.js';
import type { KindModule } from './kind-module.js';
import { type Renderer, type Renderers, rendererOf } from './registry.js';
import { unknown } from './unknown.js';

const loaded = new Map<string, Renderer>();
const loading = new Map<string, Promise<void>>();

/** Stands in until a kind can be drawn: its preview, as any list would show it. */
const waiting: Renderer<Content> = {
  render: (_, { message, client, i18n }) =>
    html`<div class="text strange" dir="auto">${previewText(message, client.store, i18n)}</div>`,
};

/** Where each kind is found is told by a module of its own: a kind costs a chat that never sees it no more than its name. */
const fetched = async (kind: string): Promise<KindModule> => {
  const { lazyKinds } = await import('./lazy-kinds.js');
  return lazyKinds[kind]?.() ?? Promise.reject(new Error(kind));
};

/**
 * The renderer of a kind that is loaded when it is first shown; `ready` is called once it has come. What cannot be loaded
 * stays as its preview, and the next row tries again.
 */
function lazyRenderer(content: Content, ready: () => void): Renderer | undefined {
  const kind = content.kind === 'unknown' ? content.wireKind : content.kind;
  if (!LAZY_KINDS.includes(kind)) return undefined;
  const found = loaded.get(kind);
  // Malformed content of a kind we know stays unknown.
  if (found) return content.kind === kind ? found : undefined;
  let work = loading.get(kind);
  if (!work) {
    work = fetched(kind).then(({ renderer }) => {
      loaded.set(kind, renderer as Renderer);
    });
    loading.set(kind, work);
    work.catch(() => loading.delete(kind));
  }
  work.then(ready, () => undefined);
  return waiting as Renderer;
}

/** How a content is drawn: as the page says, as the build does, else as one that nobody knows. `ready` as above. */
export function rendererFor(content: Content, own: Renderers | undefined, ready: () => void): Renderer {
  const known = content.kind === 'unknown' ? undefined : rendererOf(content, own, builtRenderers);
  return known ?? lazyRenderer(content, ready) ?? rendererOf(content, own, builtRenderers) ?? (unknown as Renderer);
}
