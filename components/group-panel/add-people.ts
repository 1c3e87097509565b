import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { ImError, type Outcomes, type UserId } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { asked } from '../contacts/asking.js';
import { outcomeLines, whyNot } from '../member-list/outcomes.js';
import { ImRow } from '../shared/im-element.js';
import { styles } from './group-panel.styles.js';

/**
 * Adds people to a group, and says of each what became of him.
 * @internal
 */
export class ImAddPeople extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, styles];
  static override properties: PropertyDeclarations = {
    group: { attribute: false },
    chosen: { state: true },
    results: { state: true },
    busy: { state: true },
    trouble: { state: true },
  };
  declare group: string;
  /** @internal */
  declare chosen: ReadonlySet<UserId>;
  /** @internal */
  declare results: Outcomes<'joined' | 'pending'> | undefined;
  /** @internal */
  declare busy: boolean;
  /** @internal */
  declare trouble: string | undefined;

  #members = this.read(
    () => [`list/members/${this.group}`],
    (store) => new Set(store.list(`members/${this.group}`)),
  );

  constructor() {
    super();
    this.chosen = new Set();
    this.busy = false;
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('im-people-picker')?.focus();
  }

  override render(): TemplateResult {
    const asks = this.im?.store.get('group', this.group)?.invites === 'consent';
    return html`${this.#results()}<im-people-picker class="view" .client=${this.im} .translator=${this.i18n} .exclude=${this.#members.value ?? new Set()}
        .chosen=${this.chosen} @im-pick=${this.#picked}></im-people-picker>
      <div class="bottom"><p class="trouble" role="alert" ?hidden=${!this.trouble}>${this.trouble}</p>${
        asks
          ? html`<label class="line-field"><span>${this.t('group.add-words')}</span><input name="words" dir="auto" maxlength="300" autocomplete="off" /></label>`
          : nothing
      }<button type="button" class="solid primary" data-act="add" aria-busy=${this.busy ? 'true' : 'false'} ?disabled=${this.busy || this.chosen.size === 0}
        @click=${() => void this.#add()}>${this.chosen.size > 0 ? this.t('group.add-count', { count: this.chosen.size }) : this.t('group.add')}</button></div>`;
  }

  #results(): TemplateResult | typeof nothing {
    const { im, results } = this;
    if (!im || !results) return nothing;
    const of = (state: string): number => [...results.values()].filter((one) => one === state).length;
    const failed = new Map([...results].filter(([, one]) => one instanceof ImError));
    return html`<div class="results" role="status"><div>${of('joined') ? html`<p class="done">${this.t('group.added', { count: of('joined') })}</p>` : nothing}${
      of('pending') ? html`<p class="done">${this.t('group.invited', { count: of('pending') })}</p>` : nothing
    }${failed.size > 0 ? outcomeLines(failed, { client: im, i18n: this.i18n, group: this.group }) : nothing}</div></div>`;
  }

  #picked = (event: CustomEvent<{ chosen: ReadonlySet<UserId> }>): void => {
    this.chosen = event.detail.chosen;
    this.results = this.trouble = undefined;
  };

  async #add(): Promise<void> {
    const { im, group } = this;
    if (!im) return;
    const words = this.renderRoot.querySelector<HTMLInputElement>('[name=words]')?.value.trim();
    this.busy = true;
    this.trouble = undefined;
    try {
      const detail = { group, users: [...this.chosen], ...(words && { words }) };
      await asked(this, 'im-group-invite-request', detail, async ({ users, words: said }) => {
        const results = await im.groups.invite(group, users, said);
        this.results = results;
        // Those who failed stay chosen: they can be tried again.
        this.chosen = new Set(users.filter((one) => results.get(one) instanceof ImError));
      });
    } catch (error) {
      this.trouble = error instanceof ImError ? whyNot(error, this.i18n) : this.t('error.engine');
      this.tell('im-error', { error });
    } finally {
      this.busy = false;
    }
  }
}
