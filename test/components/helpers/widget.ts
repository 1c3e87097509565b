import '../../../components/chat-widget/index.js';
import type { ImChatWidget } from '../../../components/chat-widget/index.js';
import type { ImChatPanel } from '../../../components/chat-widget/panel.js';
import { registerEngine } from '../../../components/shared/engines.js';
import { hubEngine } from '../../../engines/hub/index.js';
import { type PageHub, pageHub, pageToken } from '../../../hub/host/page/index.js';
import { until, wait } from './page.js';

let hub: PageHub;
registerEngine('page-hub', async () => () => hubEngine({ port: hub.open }));

export const placed: Element[] = [];
export type Options = Readonly<Record<string, string | boolean | undefined>>;
export function make(attributes: Options = {}, into: Element = document.body): ImChatWidget {
  const widget = document.createElement('im-chat-widget');
  const app = `widget-${Math.random()}`;
  const all: Options = {
    engine: 'page-hub',
    'user-id': 'vera',
    agent: 'support',
    heading: 'Ask us',
    app,
    ...attributes,
  };
  for (const [name, value] of Object.entries(all))
    if (value !== false && value !== undefined) widget.setAttribute(name, value === true ? '' : value);
  widget.token = async () => pageToken(widget.getAttribute('user-id') ?? '');
  into.append(widget);
  placed.push(widget);
  return widget;
}
export const part = <T extends HTMLElement = HTMLElement>(widget: ImChatWidget, name: string): T =>
  widget.shadowRoot!.querySelector<T>(`[part~=${name}]`) as T;
export const panelOf = (widget: ImChatWidget): ImChatPanel | null => widget.shadowRoot!.querySelector('im-chat-panel');
export const inside = <T extends HTMLElement = HTMLElement>(
  widget: ImChatWidget,
  selector: string,
): T | null | undefined => panelOf(widget)?.shadowRoot?.querySelector<T>(selector);
export const field = (widget: ImChatWidget): HTMLTextAreaElement | null | undefined =>
  inside(widget, 'im-chat-window')?.shadowRoot?.querySelector('im-composer')?.shadowRoot?.querySelector('textarea');
export const ready = (widget: ImChatWidget): Promise<HTMLTextAreaElement> =>
  until(() => (field(widget)?.readOnly === false ? field(widget) : undefined), 'the field');
export const shown = (widget: ImChatWidget): boolean => part(widget, 'panel').matches(':popover-open');
/** What has the focus, through all shadow roots. */
export function focused(): Element | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}

/** Inside a `describe`: one hub in the page for all its tests, and no widget left after each. */
export function withHub(): void {
  before(() => {
    hub = pageHub({
      storage: 'memory',
      people: ['vera', 'max', 'support', 'sales'].map((id) => ({ id, name: `Person ${id}` })),
    });
  });
  afterEach(async () => {
    for (const widget of placed.splice(0)) widget.remove();
    document.documentElement.dir = '';
    await wait(5);
  });
  after(() => hub.close());
}
