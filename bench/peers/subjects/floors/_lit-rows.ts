/** The rows of `_rows.ts` as Lit templates. */
import { css, html, nothing, type TemplateResult, unsafeCSS } from 'lit';
import type { Conversation, Message } from '../../page/contract.js';
import { ME, personOf } from '../../page/data.js';
import { timeOf } from '../_words.js';
import { CSS, partsOf, TICK } from './_rows.js';

export const STYLES = [
  unsafeCSS(CSS),
  css`
    :host {
      display: block;
      height: 100%;
    }
    .spacer {
      overflow-anchor: none;
    }
  `,
];

const wordsOf = (text: string): unknown[] =>
  partsOf(text).map((part, n) => (n % 2 ? html`<a href=${part} rel="noopener">${part}</a>` : part));

export const messageRow = ({ sender, text, picture, at, status }: Message): TemplateResult => {
  const { name, avatar } = personOf(sender);
  const [isMine, image] = [sender === ME, picture];
  // Bubbles keep white space, so there is none between what is in them.
  return html`<div class=${isMine ? 'row own' : 'row'}>
    <img class="face" alt="" src=${avatar} />
    <div class="bubble"><div class="name">${name}</div><span>${wordsOf(text)}</span>${
      image
        ? html`<img class="picture" alt="" width=${image.width} height=${image.height} src=${image.url} />`
        : nothing
    }<div class="meta"><span>${timeOf(at)}</span><span class="tick">${isMine ? TICK[status] : nothing}</span></div></div>
  </div>`;
};

export const conversationRow = ({ name, avatar, last, unread }: Conversation): TemplateResult =>
  html`<div class="conversation">
    <img class="face" alt="" src=${avatar} />
    <div class="what">
      <div class="title">${name}</div>
      <div class="last">${last.text}</div>
    </div>
    <div>${timeOf(last.at)}${unread ? html`<span class="badge">${unread}</span>` : nothing}</div>
  </div>`;

/** The frame around a list of messages. */
export const shell = (rows: unknown, onScroll?: () => void): TemplateResult =>
  html`<div class="pane">
    <div class="head">Conversation</div>
    <div class="list" @scroll=${onScroll ?? nothing}>${rows}</div>
    <div class="foot"><textarea placeholder="Message"></textarea></div>
  </div>`;

export const listShell = (rows: unknown, onScroll?: () => void): TemplateResult =>
  html`<div class="conversations" @scroll=${onScroll ?? nothing}>${rows}</div>`;

/** The scroller of one of these frames. */
export const scrollerOf = (root: ParentNode): HTMLElement => root.querySelector('.list, .conversations') as HTMLElement;
