import { playback } from '../content/kinds/playback.js';

/** Plays a recording to the person who made it, before it is sent. */
export class Listening {
  playing = false;
  /** Seconds. */
  at = 0;
  readonly #changed: () => void;
  #audio: HTMLAudioElement | undefined;
  #url: string | undefined;
  #release: (() => void) | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  async toggle(blob: Blob): Promise<void> {
    const audio = this.#audio ?? this.#make(blob);
    if (!audio.paused) return audio.pause();
    this.#release?.();
    this.#release = playback.claim(() => audio.pause());
    await audio.play();
  }

  drop(): void {
    this.#audio?.pause();
    this.#audio?.removeAttribute('src');
    this.#release?.();
    if (this.#url) URL.revokeObjectURL(this.#url);
    this.#audio = undefined;
    this.#url = undefined;
    this.playing = false;
    this.at = 0;
  }

  #make(blob: Blob): HTMLAudioElement {
    this.#url = URL.createObjectURL(blob);
    const audio = new Audio(this.#url);
    this.#audio = audio;
    const follow = (): void => {
      if (audio !== this.#audio) return;
      this.playing = !audio.paused && !audio.ended;
      this.at = audio.ended ? 0 : audio.currentTime;
      this.#changed();
    };
    for (const type of ['play', 'pause', 'timeupdate', 'ended'] as const) audio.addEventListener(type, follow);
    return audio;
  }
}
