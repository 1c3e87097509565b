import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { CLOSED, closingOf, type PollOption, voteKey } from '../../../core/content/kinds/poll.js';
import { type ContentOf, type ExtensionChange, targetOf } from '../../../core/index.js';
import { base, buttons } from '../../../styles/shared/index.js';
import { namesOf } from '../../message/names.js';
import { checkIcon } from '../../shared/icons.js';
import { wantUsers } from '../../shared/titles.js';
import type { RenderContext } from '../registry.js';
import { ContentRow } from './content-row.js';
import { pollStyles } from './poll.styles.js';
import { choiceOf, keepChoice, type PollState, pollState } from './poll-state.js';

type Poll = ContentOf<'poll'>;

/** Characters of an extension where the back end does not say. */
const MOST = 4096;
/** Names below one option. */
const MOST_NAMES = 30;

/**
 * A poll: choose, vote, see how it stands; its author closes it.
 * @internal
 */
export class ImPollContent extends ContentRow<Poll> {
  static readonly version = '0.1.0';
  static override styles = [base, buttons, pollStyles];
  static override properties: PropertyDeclarations = {
    names: { state: true },
    closing: { state: true },
    fault: { state: true },
  };
  /** @internal */
  declare names: boolean;
  /** @internal */
  declare closing: boolean;
  /** @internal */
  declare fault: boolean;

  #state = this.read(
    () => (this.context ? keysOf(this.context) : []),
    (store) => ({
      connected: store.get('session', 'self')?.state === 'connected',
      poll: this.content && this.context && pollState(this.content, this.context.message, this.context.client),
    }),
  );

  constructor() {
    super();
    this.names = false;
    this.closing = false;
    this.fault = false;
  }

  override render(): TemplateResult | typeof nothing {
    const { content, context } = this;
    const state = this.#state.value?.poll;
    if (!content || !context || !state) return nothing;
    const { tally, mayVote } = state;
    const votes = mayVote && !context.readonly;
    const how = [this.t(content.multiple ? 'poll.several' : 'poll.one')];
    if (content.anonymous) how.push(this.t('poll.anonymous'));
    if (tally.closed) how[0] = this.t('poll.closed');
    // A poll runs in the direction of its question, whatever the language around it.
    return html`<div dir="auto" class=${context.message.own ? 'own' : ''}><div class="question" id="question">${content.question}</div>
      <div class="hint" id="how">${how.join(' · ')}</div>${
        votes ? this.#choices(content, context, state) : this.#results(content, context, state)
      }${context.readonly ? nothing : this.#below(content, context, state, votes)}</div>`;
  }

  #choices(content: Poll, context: RenderContext, state: PollState): TemplateResult {
    const chosen = this.#chosen(context, state);
    return html`<div class="options" role=${content.multiple ? 'group' : 'radiogroup'} aria-labelledby="question" aria-describedby="how">${content.options.map(
      (option, at) => html`<label class="option ${chosen.includes(option.id) ? 'mine' : ''}"><input
          type=${content.multiple ? 'checkbox' : 'radio'} name="vote" aria-labelledby="option-${at}" aria-describedby="count-${at}"
          .checked=${live(chosen.includes(option.id))} @change=${() => this.#choose(option)} />${this.#line(content, context, state, at)}</label>`,
    )}</div>`;
  }

  #results(content: Poll, context: RenderContext, state: PollState): TemplateResult {
    return html`<ul class="options">${content.options.map(({ id }, at) => {
      const mine = state.mine.includes(id);
      return html`<li class="option ${mine ? 'mine' : ''}"><span class="mark">${
        mine ? html`${checkIcon()}<span class="sr">${this.t('poll.mine')}</span>` : nothing
      }</span>${this.#line(content, context, state, at)}</li>`;
    })}</ul>`;
  }

  /** What stands beside the box of an option: its words, how many chose it, who. */
  #line({ options, anonymous }: Poll, context: RenderContext, { tally }: PollState, at: number): TemplateResult {
    const count = tally.counts[at] ?? 0;
    const number = new Intl.NumberFormat(this.i18n.lang);
    const percent = new Intl.NumberFormat(this.i18n.lang, { style: 'percent' });
    const names = this.names && !anonymous && !context.readonly ? tally.by?.[at] : undefined;
    return html`<span class="words" id="option-${at}"><bdi>${options[at]?.text}</bdi></span>${
      context.readonly && tally.voters === 0
        ? nothing
        : html`<span class="count" id="count-${at}"><span aria-hidden="true">${number.format(count)} · ${percent.format(shareOf(count, tally.voters))}</span
            ><span class="sr">${this.t('poll.votes', { count })}</span></span><span class="bar" aria-hidden="true"><span></span></span>`
    }${names && names.length > 0 ? html`<span class="names">${this.#namesOf(names, context)}</span>` : nothing}`;
  }

  #namesOf(users: readonly string[], { client, name }: RenderContext): string {
    const shown = users.slice(0, MOST_NAMES);
    wantUsers(client, shown);
    // The row follows these names.
    for (const id of shown) name(id);
    return namesOf(shown, client, this.i18n, this.t('messages.you'), users.length - shown.length);
  }

  #below({ anonymous }: Poll, context: RenderContext, state: PollState, votes: boolean): TemplateResult {
    const { tally, mine, sending, mayClose } = state;
    const chosen = this.#chosen(context, state);
    const idle = chosen.length === 0 || same(chosen, mine);
    return html`<div class="hint">${this.t('poll.voters', { count: tally.voters })}${
      sending && votes ? html` · ${this.t('poll.sending')}` : nothing
    }</div>${this.fault ? html`<div class="fault" role="alert">${this.t('poll.failed')}</div>` : nothing}<div class="ways">${
      votes
        ? html`<button type="button" class="vote" aria-disabled=${idle ? 'true' : 'false'} @click=${() => !idle && this.#vote(chosen)}>${this.t(
            mine.length > 0 ? 'poll.change' : 'poll.vote',
          )}</button>`
        : nothing
    }${votes && mine.length > 0 ? this.#way('poll.withdraw', () => this.#vote([])) : nothing}${
      !anonymous && tally.by && tally.voters > 0
        ? html`<button type="button" class="text-button" aria-expanded=${this.names ? 'true' : 'false'} @click=${this.#showNames}>${this.t(
            'poll.names',
          )}</button>`
        : nothing
    }${mayClose && votes && !this.closing ? this.#way('poll.close', () => this.#askClosing(true)) : nothing}</div>${
      mayClose && votes && this.closing ? this.#closing() : nothing
    }`;
  }

  #way(label: 'poll.withdraw' | 'poll.close', act: () => void): TemplateResult {
    return html`<button type="button" class="text-button" data-way=${label} @click=${act}>${this.t(label)}</button>`;
  }

  /** Asks once: a closed poll stays closed. Only where votes of others can have come. */
  #closing(): TemplateResult {
    return html`<div class="closing" role="group" aria-labelledby="ask"><span id="ask">${this.t('poll.close-ask')}</span><span class="ways"><button
        type="button" class="text-button sure" ?disabled=${!this.#state.value?.connected} @click=${this.#close}>${this.t('poll.close')}</button><button
        type="button" class="text-button" @click=${() => this.#askClosing(false)}>${this.t('poll.keep')}</button></span></div>`;
  }

  protected override updated(): void {
    const { content } = this;
    const tally = this.#state.value?.poll?.tally;
    if (!content || !tally) return;
    for (const [at, bar] of this.renderRoot.querySelectorAll<HTMLElement>('.bar').entries())
      bar.style.setProperty('--_share', String(shareOf(tally.counts[at] ?? 0, tally.voters)));
  }

  #chosen({ client, message }: RenderContext, { mine }: PollState): readonly string[] {
    return choiceOf(client, message.id) ?? mine;
  }

  #choose({ id }: PollOption): void {
    const { content, context } = this;
    const state = this.#state.value?.poll;
    if (!content || !context || !state) return;
    const before = this.#chosen(context, state);
    const next = before.includes(id) ? before.filter((one) => one !== id) : [...before, id];
    const inOrder = content.options.filter((one) => next.includes(one.id)).map((one) => one.id);
    keepChoice(context.client, context.message.id, content.multiple ? inOrder : [id]);
    this.requestUpdate();
  }

  /** Without `was`: a vote is one's own, and the last word counts. Nothing chosen: withdrawn. */
  #vote(choice: readonly string[]): void {
    const key = voteKey(this.context?.client.userId ?? '');
    void this.#extend(choice.length > 0 ? { set: { [key]: JSON.stringify(choice) } } : { remove: [key] }, true);
  }

  /** Who closes first has closed it. */
  #close = (): void => {
    const { content, context } = this;
    const state = this.#state.value?.poll;
    if (!content || !context || !state) return;
    const value = closingOf(content, state.message, context.client.limits.extensionValue ?? MOST);
    this.closing = false;
    void this.#extend({ set: { [CLOSED]: value }, was: { [CLOSED]: null } });
  };

  /** Goes through the outbox; the row tells what was refused, and offers to try again. */
  async #extend(change: ExtensionChange, vote = false): Promise<void> {
    const { context } = this;
    if (!context) return;
    const { client, message } = context;
    const choice = choiceOf(client, message.id);
    this.fault = false;
    try {
      await client.messages.extend(message.id, change);
      if (vote && choiceOf(client, message.id) === choice) keepChoice(client, message.id, undefined);
      this.requestUpdate();
    } catch (error) {
      this.fault = true;
      this.tell('im-error', { error });
    }
  }

  #showNames = (): void => {
    this.names = !this.names;
  };

  #askClosing(ask: boolean): void {
    this.closing = ask;
    const next = ask ? '.closing .text-button:not(.sure)' : '[data-way="poll.close"]';
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(next)?.focus());
  }
}

const keysOf = ({ message: { id, conversationId }, client: { userId } }: RenderContext) =>
  [`message/${id}`, `change/${id}`, `member/${targetOf(conversationId)}/${userId}`, 'session/self'] as const;

const shareOf = (count: number, voters: number): number => (voters > 0 ? count / voters : 0);
const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one));
