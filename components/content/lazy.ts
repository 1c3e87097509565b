import { html } from 'lit';
import type { Content } from '../../core/index.js';
import { previewText } from '../shared/preview.js';
import { builtRenderers } from './built.js';
import { lazyKinds } from './lazy-kinds.js';
import { type Renderer, type Renderers, rendererOf } from './registry.js';
import { unknown } from './unknown.js';

const loaded = new Map<string, Renderer>();
const loading = new Map<string, Promise<void>>();

/** Stands in until a kind can be drawn: its preview, as any list would show it. */
const waiting: Renderer<Content> = {
  render: (_, { message, client, i18n }) =>
    html`<div class="text strange" dir="auto">${previewText(message, client.store, i18n)}</div>`,
};

/**
 * The renderer of a kind that is loaded when it is first shown; `ready` is called once it has come. What cannot be loaded
 * stays as its preview, and the next row tries again.
 */
function lazyRenderer(content: Content, ready: () => void): Renderer | undefined {
  const kind = content.kind === 'unknown' ? content.wireKind : content.kind;
  if (!Object.hasOwn(lazyKinds, kind)) return undefined;
  const found = loaded.get(kind);
  // Malformed content of a kind we know stays unknown.
  if (found) return content.kind === kind ? found : undefined;
  let work = loading.get(kind);
  if (!work) {
    work = (lazyKinds[kind]?.() ?? Promise.reject()).then(({ renderer }) => {
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
