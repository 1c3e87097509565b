import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Client, ConversationFilter, Tag, UnreadTotal } from '../../core/index.js';
import { base, buttons } from '../../styles/shared/index.js';
import { badge } from '../shared/format-later.js';
import { searchIcon } from '../shared/icons-later.js';
import { checkCheckIcon, tagsIcon } from '../shared/icons-rows.js';
import { ImRow, rtlOf } from '../shared/im-element.js';
import { tintTags } from '../tags/hue.js';
import { styles } from './tools.styles.js';

interface Chip {
  readonly id: 'all' | 'unread' | 'direct' | 'group' | 'star' | 'muted' | 'hidden';
  readonly part: ConversationFilter;
  readonly needs?: Parameters<Client['can']>[0];
  count?(total: UnreadTotal): number | undefined;
}

const CHIPS: readonly Chip[] = [
  { id: 'all', part: {} },
  { id: 'unread', part: { unread: true }, count: ({ count }) => count },
  { id: 'direct', part: { kinds: ['direct'] }, count: ({ kinds }) => kinds?.direct },
  { id: 'group', part: { kinds: ['group'] }, count: ({ kinds }) => kinds?.group },
  { id: 'star', part: { mark: 'star' }, needs: 'mark' },
  { id: 'muted', part: { muted: true }, needs: 'mute', count: ({ muted }) => muted },
  { id: 'hidden', part: { mark: 'hidden' }, needs: 'mark' },
];

/** Typing on within this many milliseconds asks once. */
const PAUSE = 200;

const same = (one: ConversationFilter, { tag: _, words: __, ...other }: ConversationFilter): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/**
 * Above the rows of a list: words to search for, what to show, tags. Its list has it.
 * @internal
 */
export class ImListTools extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [base, buttons, styles];
  static override properties: PropertyDeclarations = {
    filter: { attribute: false },
    choose: { attribute: false },
  };
  declare filter: ConversationFilter;
  /** Asks for another filter; answers whether it may be. */
  declare choose: (filter: ConversationFilter) => boolean;

  #timer: ReturnType<typeof setTimeout> | undefined;
  #words: string | undefined;
  #state = this.read(
    () => ['unread/total', 'list/tags', ...(this.im?.store.list('tags') ?? []).map((id) => `tag/${id}` as const)],
    (store) => ({
      total: store.get('unread', 'total') ?? { count: 0, muted: 0 },
      tags: store.list('tags').flatMap((id) => store.get('tag', id) ?? []),
    }),
  );

  constructor() {
    super();
    this.filter = {};
    this.choose = () => false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#words = undefined;
  }

  #may(action: Parameters<Client['can']>[0]): boolean {
    return this.im?.can(action) === 'available';
  }

  override render(): TemplateResult | typeof nothing {
    const { total, tags } = this.#state.value ?? { total: { count: 0, muted: 0 }, tags: [] };
    const search = this.t('list.search');
    const all = this.t('list.read-all');
    const arrange = this.t('tags.manage');
    return html`<div class="top" role="search"><label class="field" part="field">${searchIcon()}<input type="search" autocomplete="off" spellcheck="false" maxlength="100"
        enterkeyhint="search" aria-label=${search} placeholder=${search} .value=${this.#words ?? this.filter.words ?? ''} @input=${this.#typed} @keydown=${this.#fieldKey} /></label>${
          this.#may('mark-read')
            ? html`<button type="button" class="icon-button" data-tool="read-all" aria-label=${all} title=${all} ?disabled=${total.count + total.muted === 0} @click=${this.#readAll}>${checkCheckIcon()}</button>`
            : nothing
        }${
          this.#may('tag')
            ? html`<button type="button" class="icon-button" data-tool="tags" aria-label=${arrange} title=${arrange} aria-haspopup="dialog" @click=${this.#arrange}>${tagsIcon()}</button>`
            : nothing
        }</div>
      <div class="strip" role="toolbar" aria-label=${this.t('list.filter')} @keydown=${this.#key}>${this.#chips(total)}</div>
      ${tags.length > 0 && this.#may('tag') ? html`<div class="strip" role="toolbar" aria-label=${this.t('list.tags')} @keydown=${this.#key}>${this.#tags(tags, total)}</div>` : nothing}`;
  }

  #chips(total: UnreadTotal): readonly TemplateResult[] {
    const shown = CHIPS.filter(({ needs }) => !needs || this.#may(needs));
    const active = shown.find(({ part }) => same(part, this.filter)) ?? shown[0];
    const { tag, words } = this.filter;
    return shown.map((chip) =>
      this.#chip(
        chip.id,
        html`${this.t(`list.filter-${chip.id}`)}`,
        chip === active,
        chip === active,
        chip.count?.(total),
        {
          ...chip.part,
          ...(tag && { tag }),
          ...(words && { words }),
        },
      ),
    );
  }

  #tags(tags: readonly Tag[], total: UnreadTotal): readonly TemplateResult[] {
    const { tag: now, ...rest } = this.filter;
    const stop = tags.some(({ id }) => id === now) ? now : tags[0]?.id;
    return tags.map(({ id, name }) =>
      this.#chip(
        `tag-${id}`,
        html`<i class="tag" data-id=${id}></i><bdi>${name}</bdi>`,
        id === now,
        id === stop,
        total.tags?.[id],
        id === now ? rest : { ...rest, tag: id },
      ),
    );
  }

  #chip(
    id: string,
    label: TemplateResult,
    on: boolean,
    stop: boolean,
    count: number | undefined,
    to: ConversationFilter,
  ): TemplateResult {
    return html`<button type="button" class="chip" data-chip=${id} aria-pressed=${on ? 'true' : 'false'} tabindex=${stop ? 0 : -1}
      @click=${() => this.#go(to)}>${label}${
        count
          ? html`<span class="count" aria-hidden="true">${badge(count, this.i18n.lang)}</span><span class="sr">${this.t('list.unread', { count })}</span>`
          : nothing
      }</button>`;
  }

  protected override updated(): void {
    tintTags(this.renderRoot);
  }

  #go(to: ConversationFilter): void {
    clearTimeout(this.#timer);
    const words = (this.#words ?? to.words ?? '').trim();
    this.#words = undefined;
    const { words: _, ...rest } = to;
    this.choose(words ? { ...rest, words } : rest);
    this.requestUpdate();
  }

  #typed = (event: Event): void => {
    this.#words = (event.target as HTMLInputElement).value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#go(this.filter), PAUSE);
  };

  #fieldKey = (event: KeyboardEvent): void => {
    if (event.isComposing || event.key !== 'Escape' || !(this.#words ?? this.filter.words)) return;
    event.preventDefault();
    event.stopPropagation();
    this.#words = '';
    this.#go(this.filter);
  };

  /** One stop of the Tab key a strip; arrow keys move within. */
  #key = (event: KeyboardEvent): void => {
    const strip = event.currentTarget as HTMLElement;
    const all = [...strip.querySelectorAll<HTMLElement>('button')];
    const at = all.indexOf(event.target as HTMLElement);
    const ahead = rtlOf(this) ? -1 : 1;
    const to: Record<string, number> = { ArrowRight: at + ahead, ArrowLeft: at - ahead, Home: 0, End: all.length - 1 };
    const next = to[event.key];
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const target = all[Math.max(0, Math.min(next, all.length - 1))];
    target?.focus();
    target?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };

  #readAll = (): void => {
    const { kinds, tag } = this.filter;
    this.ask('im-read-all-request', { ...(kinds && { kinds }), ...(tag && { tag }) }, (which) =>
      this.im?.conversations.readAll(which),
    );
  };

  #arrange = (): void => {
    const { im } = this;
    if (!im) return;
    this.ask('im-tags-request', {}, async () => {
      const { openTags } = await import('../tags/index.js');
      await openTags(im, this, { translator: this.i18n });
    });
  };
}
