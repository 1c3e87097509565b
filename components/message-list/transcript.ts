import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Client, MessageId } from '../../core/index.js';
import type { Renderers } from '../content/registry.js';
import type { Translator } from '../shared/translator.js';
import type { Day, Row } from './days.js';
import { dayChip, divider } from './templates.js';

export interface Transcript {
  readonly client: Client | undefined;
  readonly i18n: Translator;
  readonly renderers: Renderers | undefined;
  readonly days: readonly Day[];
  /** The first unread message. */
  readonly divider: MessageId | undefined;
  /** The row that Tab reaches. */
  readonly current: MessageId | undefined;
  readonly fresh: ReadonlySet<MessageId>;
  /** What stands where messages after that page are missing. */
  gap(page: string): TemplateResult;
}

/** The rows, each day a section under its chip. */
export const transcript = (of: Transcript): unknown =>
  repeat(
    of.days,
    (day) => day.key,
    ({ at, rows }) =>
      html`<div class="section">${dayChip(at, of.client?.session.now() ?? at, of.i18n)}${repeat(
        rows,
        (row) => row.id,
        (row) => rowOf(row, of),
      )}</div>`,
  );

const rowOf = ({ id, first, last, gap }: Row, of: Transcript): TemplateResult =>
  html`${id === of.divider ? divider(of.i18n) : nothing}<im-message
      exportparts="row, sender, bubble, time, notice, failure, reactions, reaction, note, reading" tabindex=${id === of.current ? '0' : '-1'} .client=${of.client}
      .translator=${of.i18n} .messageId=${id} .first=${first} .last=${last} .fresh=${of.fresh.has(id)}
      .renderers=${of.renderers}></im-message>${gap ? of.gap(gap) : nothing}`;
