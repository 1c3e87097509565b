import { type Client, type ConversationId, type Message, neighbours } from '../../../core/index.js';

export const RATES = [1, 1.5, 2] as const;

/** A voice that plays, is about to, or rests half-way. */
export interface Playing {
  readonly messageId: string;
  readonly client: Client;
  readonly state: 'loading' | 'playing' | 'paused';
  /** Seconds from the beginning. */
  readonly at: number;
}

/** What a row tells of itself: rows come and go, the voice plays on while one of its conversation is there. */
export interface Listener {
  readonly client: Client;
  readonly message: Message;
  changed(): void;
  failed(messageId: string): void;
}

const MOST_KEPT = 500;
/** How far the next voice is looked for, messages. */
const FAR = 200;

/** The one voice of this page that plays. One audio element, so that a browser which allowed the first also plays the next. */
class Playback {
  rate: number = RATES[0];
  current: Playing | undefined;
  #audio: HTMLAudioElement | undefined;
  #made: string | undefined;
  #turn = 0;
  readonly #listeners = new Set<Listener>();
  readonly #pausers = new Set<() => void>();

  join(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      // A row that is only moved joins again at once.
      queueMicrotask(() => this.#deserted(listener) && this.stop());
    };
  }

  /** Other sound of a conversation, such as a video's: begins when nobody else plays. */
  claim(pause: () => void): () => void {
    this.pause();
    for (const other of this.#pausers) if (other !== pause) other();
    this.#pausers.add(pause);
    return () => this.#pausers.delete(pause);
  }

  async play(client: Client, message: Message, from = 0): Promise<void> {
    const { content } = message;
    if (content.kind !== 'voice') return;
    for (const pause of this.#pausers) pause();
    const audio = this.#element();
    if (this.current?.messageId === message.id && this.current.state === 'paused') {
      await audio.play().catch(() => undefined);
      return;
    }
    const turn = ++this.#turn;
    audio.pause();
    this.#tell({ client, messageId: message.id, state: 'loading', at: from });
    try {
      const { url, blob } = await client.media.url(content.file);
      if (turn !== this.#turn) return;
      this.#source(audio, url, blob);
      await this.#seekable(audio, content.seconds, () => this.current?.at ?? 0);
      if (turn !== this.#turn) return;
      audio.playbackRate = this.rate;
      await audio.play();
      if (turn === this.#turn) markPlayed(client, message);
    } catch (error) {
      if (turn !== this.#turn || (error as Error)?.name === 'AbortError') return;
      this.#failed(message.id);
    }
  }

  #failed(id: string): void {
    this.stop();
    for (const listener of this.#listeners) listener.failed(id);
  }

  pause(): void {
    this.#audio?.pause();
  }

  stop(): void {
    this.#turn += 1;
    this.#audio?.pause();
    this.#tell(undefined);
  }

  seek(seconds: number): void {
    if (!this.current || !this.#audio) return;
    if (this.current.state !== 'loading') this.#audio.currentTime = seconds;
    this.#tell({ ...this.current, at: seconds });
  }

  nextRate(): void {
    this.rate = RATES[(RATES.indexOf(this.rate as 1) + 1) % RATES.length] ?? 1;
    if (this.#audio) this.#audio.playbackRate = this.rate;
    this.#tell(this.current);
  }

  #element(): HTMLAudioElement {
    if (this.#audio) return this.#audio;
    const audio = new Audio();
    this.#audio = audio;
    audio.preload = 'auto';
    const step = (state: Playing['state']) => () => {
      if (this.current && this.current.state !== 'loading')
        this.#tell({ ...this.current, state, at: audio.currentTime });
    };
    audio.addEventListener('playing', () => this.current && this.#tell({ ...this.current, state: 'playing' }));
    audio.addEventListener('pause', step('paused'));
    audio.addEventListener('timeupdate', () => this.current?.state === 'playing' && step('playing')());
    audio.addEventListener('ended', () => this.#ended());
    audio.addEventListener('error', () => {
      if (audio.error && this.current && this.current.state !== 'loading') this.#failed(this.current.messageId);
    });
    return audio;
  }

  /** The last source stays until the next one comes: one that is taken away is told of as an error, some time later. */
  #source(audio: HTMLAudioElement, url: string | undefined, blob: Blob | undefined): void {
    const before = this.#made;
    this.#made = blob && URL.createObjectURL(blob);
    audio.src = this.#made ?? url ?? '';
    if (before) URL.revokeObjectURL(before);
  }

  /** What a recorder wrote live does not say how long it is, and cannot be sought in before its end was looked for. */
  async #seekable(audio: HTMLAudioElement, seconds: number, from: () => number): Promise<void> {
    await heard(audio, 'loadedmetadata', () => audio.readyState >= HTMLMediaElement.HAVE_METADATA);
    if (from() <= 0) return;
    if (!Number.isFinite(audio.duration)) {
      audio.currentTime = seconds + 3600;
      await heard(audio, 'durationchange', () => Number.isFinite(audio.duration), 2000).catch(() => undefined);
    }
    audio.currentTime = from();
  }

  #ended(): void {
    const before = this.current;
    if (!before) return;
    this.stop();
    const next = nextVoice(before.client, before.messageId);
    if (next) void this.play(before.client, next);
  }

  #deserted({ client, message }: Listener): boolean {
    if (this.current?.client !== client) return false;
    const here = message.conversationId;
    if (client.store.get('message', this.current.messageId)?.conversationId !== here) return false;
    return ![...this.#listeners].some((other) => other.client === client && other.message.conversationId === here);
  }

  #tell(current: Playing | undefined): void {
    this.current = current;
    for (const listener of [...this.#listeners]) listener.changed();
  }
}

export const playback = new Playback();

/** Waits for a media event; rejects when the media fails, or after `most` milliseconds. */
function heard(audio: HTMLAudioElement, type: string, ready: () => boolean, most = 20_000): Promise<void> {
  if (ready()) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const stop = new AbortController();
    const end = (finish: () => void) => () => {
      clearTimeout(timer);
      stop.abort();
      finish();
    };
    const timer = setTimeout(
      end(() => reject(new Error('timeout'))),
      most,
    );
    audio.addEventListener(type, () => ready() && end(resolve)(), { signal: stop.signal });
    // Without a code it is the last word of the source before.
    audio.addEventListener('error', () => audio.error && end(() => reject(audio.error))(), { signal: stop.signal });
  });
}

/** The voice after a message in its conversation, where it is held. */
function nextVoice({ store }: Client, after: string): Message | undefined {
  let { next } = neighbours(store, after);
  for (let step = 0; next && step < FAR; step += 1) {
    const message = store.get('message', next);
    if (message?.content.kind === 'voice') return message;
    next = neighbours(store, next).next;
  }
  return undefined;
}

const playedIn = (client: Client, id: ConversationId): readonly string[] => client.store.get('played', id)?.ids ?? [];

export const isPlayed = (client: Client, { id, own, conversationId }: Message): boolean =>
  own || playedIn(client, conversationId).includes(id);

function markPlayed(client: Client, message: Message): void {
  if (isPlayed(client, message)) return;
  const ids = [...playedIn(client, message.conversationId), message.id].slice(-MOST_KEPT);
  client.store.commit('local', (writer) => writer.put('played', message.conversationId, { ids }));
}
