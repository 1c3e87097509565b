/** How floors look and draw: one look for all of them, near to what chats have. */
import type { Conversation, Message } from '../../page/contract.js';
import { ME, personOf } from '../../page/data.js';
import { TICK, timeOf } from '../_words.js';

export { TICK };

export const CSS = `
.pane{display:flex;flex-direction:column;height:100%;font:14px/1.4 system-ui,"Noto Sans","Noto Sans CJK SC","Noto Color Emoji",sans-serif;color:#111}
.head{height:52px;border-bottom:1px solid #ddd;display:flex;align-items:center;padding:0 16px;font-weight:600}
.list{flex:1;overflow-y:auto;min-height:0;position:relative;contain:strict}
.foot{height:60px;border-top:1px solid #ddd;padding:8px 16px}
.foot textarea{width:100%;height:42px;box-sizing:border-box}
.row{display:flex;gap:8px;padding:4px 16px;align-items:flex-end;box-sizing:border-box}
.row.own{flex-direction:row-reverse}
.face{width:32px;height:32px;border-radius:50%;flex:none}
.bubble{max-width:70%;background:#f0f2f5;border-radius:12px;padding:6px 10px;min-width:0;overflow-wrap:anywhere;white-space:pre-wrap}
.own .bubble{background:#d6e9ff}
.name{font-size:12px;font-weight:600;color:#555}
.meta{font-size:11px;color:#777;display:flex;gap:6px;justify-content:flex-end}
.picture{display:block;border-radius:8px;max-width:100%;margin-top:4px}
.conversations{height:100%;overflow-y:auto;contain:strict}
.conversation{display:flex;gap:10px;height:64px;align-items:center;padding:0 12px;box-sizing:border-box;border-bottom:1px solid #eee}
.conversation .what{flex:1;min-width:0}
.conversation .title,.conversation .last{white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.conversation .badge{background:#e33;color:#fff;border-radius:9px;font-size:11px;padding:0 6px}`;

const LINK = /(https?:\/\/\S+)/;

/** Odd parts are links. */
export const partsOf = (text: string): string[] => (text.includes('http') ? text.split(LINK) : [text]);

export const make = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
};

const face = (src: string): HTMLImageElement => Object.assign(make('img', 'face'), { src, alt: '' });

function link(address: string): HTMLAnchorElement {
  return Object.assign(make('a', '', address), { href: address, rel: 'noopener' });
}

export function messageRow({ id, sender, text, picture, at, status }: Message): HTMLElement {
  const { name, avatar } = personOf(sender);
  const words = make('span', '', ...partsOf(text).map((part, n) => (n % 2 ? link(part) : part)));
  const tick = make('span', 'tick', sender === ME ? TICK[status] : '');
  const meta = make('div', 'meta', make('span', '', timeOf(at)), tick);
  const bubble = make('div', 'bubble', make('div', 'name', name), words);
  if (picture) {
    const { width, height, url } = picture;
    bubble.append(Object.assign(make('img', 'picture'), { width, height, src: url, alt: '' }));
  }
  bubble.append(meta);
  const row = make('div', sender === ME ? 'row own' : 'row', face(avatar), bubble);
  row.dataset.id = id;
  return row;
}

export function conversationRow({ id, name, avatar, last, unread }: Conversation): HTMLElement {
  const what = make('div', 'what', make('div', 'title', name), make('div', 'last', last.text));
  const side = make('div', '', timeOf(last.at), unread ? make('span', 'badge', String(unread)) : '');
  const row = make('div', 'conversation', face(avatar), what, side);
  row.dataset.id = id;
  return row;
}

/** The frame around a list of messages; answers the list. */
export function shell(root: HTMLElement, extraCss = ''): HTMLElement {
  document.head.append(make('style', '', CSS, extraCss));
  const list = make('div', 'list');
  const field = Object.assign(document.createElement('textarea'), { placeholder: 'Message' });
  root.append(make('div', 'pane', make('div', 'head', 'Conversation'), list, make('div', 'foot', field)));
  return list;
}

export function listShell(root: HTMLElement, extraCss = ''): HTMLElement {
  document.head.append(make('style', '', CSS, extraCss));
  const list = make('div', 'conversations');
  root.append(list);
  return list;
}

export const toEnd = (list: HTMLElement): void => {
  list.scrollTop = list.scrollHeight;
};
