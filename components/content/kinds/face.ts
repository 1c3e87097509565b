import './face.define.js';
import { html } from 'lit';
import type { ContentOf } from '../../../core/index.js';
import { stickerIcon } from '../../shared/icons-kinds.js';
import type { Insert } from '../kind-module.js';
import { outsidePicture } from '../outside.js';
import type { Renderer } from '../registry.js';
import { offeredSets, stickerSet } from '../stickers.js';

const hasPicture = ({ set, url }: ContentOf<'face'>): boolean =>
  stickerSet(set) !== undefined || outsidePicture(url) !== undefined;

export const renderer: Renderer<ContentOf<'face'>> = {
  frame: (content) => (hasPicture(content) ? 'bare' : 'bubble'),
  render: (content, context) =>
    hasPicture(content)
      ? html`<im-face-content .client=${context.client} .translator=${context.i18n} .content=${content}></im-face-content>`
      : html`<div class="text ${content.label ? '' : 'strange'}" dir="auto">${content.label ?? context.i18n.t('insert.face')}</div>`,
};

export const insert: Insert = {
  icon: stickerIcon,
  fits: () => offeredSets().length > 0,
  ask: async (host, context) => {
    const [{ askIn }, { FACE_PICKER }] = await Promise.all([import('./ask-dialog.js'), import('./face-picker.js')]);
    const content = await askIn(host, FACE_PICKER, context);
    return content && { content };
  },
};
