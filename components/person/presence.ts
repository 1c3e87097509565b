import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Client, Presence, UserId } from '../../core/index.js';
import { shortTime } from '../shared/format-later.js';
import type { Translator } from '../shared/translator.js';

/** What presence says in words; nothing where nothing is known. */
export function presenceWords(presence: Presence | undefined, now: number, { lang, t }: Translator): string {
  if (!presence) return '';
  const { state, words, lastSeen } = presence;
  if (state !== 'offline') return words || t(`person.${state}`);
  if (lastSeen === undefined) return t('person.offline');
  const minutes = Math.floor((now - lastSeen) / 60_000);
  if (minutes < 60) return t('person.seen-minutes', { count: Math.max(1, minutes) });
  return t('person.seen', { time: shortTime(lastSeen, now, lang, t('messages.yesterday')) });
}

const seen = new WeakMap<Element, (inView: boolean) => void>();
let eyes: IntersectionObserver | undefined;
const watchView = (element: Element, tell: (inView: boolean) => void): void => {
  eyes ??= new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) seen.get(target)?.(isIntersecting);
  });
  seen.set(element, tell);
  eyes.observe(element);
};

/** Has the presence of somebody watched for as long as the host is in view. */
export class Watched implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #who: () => { readonly client: Client | undefined; readonly id: UserId | undefined };
  #inView = false;
  #of: { readonly client: Client; readonly id: UserId; readonly leave: () => void } | undefined;

  constructor(
    host: ReactiveControllerHost & HTMLElement,
    who: () => { readonly client: Client | undefined; readonly id: UserId | undefined },
  ) {
    this.#host = host;
    this.#who = who;
    host.addController(this);
  }

  hostConnected(): void {
    watchView(this.#host, (inView) => {
      this.#inView = inView;
      this.#look();
    });
  }

  hostDisconnected(): void {
    eyes?.unobserve(this.#host);
    this.#inView = false;
    this.#end();
  }

  hostUpdated(): void {
    this.#look();
  }

  #look(): void {
    const { client, id } = this.#who();
    const wanted = this.#inView && client && id && client.can('presence') === 'available';
    if (wanted && this.#of?.client === client && this.#of.id === id) return;
    this.#end();
    if (wanted) this.#of = { client, id, leave: client.presence.watch([id]) };
  }

  #end(): void {
    this.#of?.leave();
    this.#of = undefined;
  }
}
