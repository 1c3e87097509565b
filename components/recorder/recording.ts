/** What browsers write, best first: Opus where it can be had, AAC in Safari. */
const TYPES = [
  'audio/webm;codecs=opus',
  'audio/ogg;codecs=opus',
  'audio/mp4;codecs=mp4a.40.2',
  'audio/mp4',
  'audio/webm',
];
const BITS = 32_000;
/** A bar of the waveform while it is recorded, milliseconds. */
const TICK = 50;
const MOST_BARS = 64;
/** How long the last part is waited for, milliseconds. */
const LAST_WORDS = 2000;

export interface Recorded {
  readonly blob: Blob;
  /** Tenths. */
  readonly seconds: number;
  /** At most 64 numbers of 0 to 1. */
  readonly waveform: readonly number[];
}

/** Can this browser record at all? A page without a secure connection has no microphone. */
export const canRecord = (): boolean =>
  typeof MediaRecorder === 'function' && typeof navigator.mediaDevices?.getUserMedia === 'function';

const typeOf = (): string | undefined => TYPES.find((type) => MediaRecorder.isTypeSupported(type));

/** One recording: listens at once, and tells how loud it is as it goes on. */
export class Recording {
  readonly #stream: MediaStream;
  readonly #recorder: MediaRecorder;
  readonly #chunks: Blob[] = [];
  readonly #levels: number[] = [];
  readonly #began = performance.now();
  readonly #ended: Promise<void>;
  #context: AudioContext | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #seconds: number | undefined;

  /** `tick` is called with the loudness, 0 to 1, some twenty times a second. Takes the stream: it is closed with the recording. */
  constructor(stream: MediaStream, tick: (level: number, seconds: number) => void, failed: () => void) {
    this.#stream = stream;
    const mimeType = typeOf();
    this.#recorder = new MediaRecorder(stream, { ...(mimeType && { mimeType }), audioBitsPerSecond: BITS });
    this.#recorder.addEventListener('dataavailable', ({ data }) => data.size > 0 && this.#chunks.push(data));
    this.#recorder.addEventListener('error', failed);
    // Unplugged, or the permission was taken back.
    for (const track of stream.getTracks()) track.addEventListener('ended', failed);
    this.#ended = new Promise((resolve) => this.#recorder.addEventListener('stop', () => resolve(), { once: true }));
    // Some end the recording without a word when the track does.
    void this.#ended.then(() => this.#seconds === undefined && failed());
    this.#recorder.start(1000);
    const level = this.#meter();
    this.#timer = setInterval(() => {
      const now = level();
      this.#levels.push(now);
      tick(now, this.seconds);
    }, TICK);
  }

  get seconds(): number {
    return this.#seconds ?? (performance.now() - this.#began) / 1000;
  }

  /** Root mean square of what is heard, stretched so that speech fills the bars. */
  #meter(): () => number {
    try {
      this.#context = new AudioContext();
      const analyser = this.#context.createAnalyser();
      analyser.fftSize = 1024;
      this.#context.createMediaStreamSource(this.#stream).connect(analyser);
      const samples = new Float32Array(analyser.fftSize);
      return () => {
        analyser.getFloatTimeDomainData(samples);
        const square = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
        return Math.min(1, Math.sqrt(square) * 3);
      };
    } catch {
      // A recording without a picture of it is still one.
      return () => 0;
    }
  }

  async stop(): Promise<Recorded> {
    this.#seconds = this.seconds;
    if (this.#recorder.state !== 'inactive') this.#recorder.stop();
    // A recorder whose microphone is gone may never say that it has stopped.
    await Promise.race([this.#ended, new Promise((resolve) => setTimeout(resolve, LAST_WORDS))]);
    this.close();
    const blob = new Blob(this.#chunks, { type: this.#recorder.mimeType || this.#chunks[0]?.type || 'audio/webm' });
    return { blob, seconds: Math.round(this.#seconds * 10) / 10, waveform: waveformOf(this.#levels) };
  }

  /** Lets go of the microphone: the browser's sign goes out. */
  close(): void {
    clearInterval(this.#timer);
    this.#seconds ??= this.seconds;
    if (this.#recorder.state !== 'inactive') this.#recorder.stop();
    for (const track of this.#stream.getTracks()) track.stop();
    void this.#context?.close().catch(() => undefined);
    this.#context = undefined;
  }
}

/** At most 64 bars, each the loudest of its share, the loudest of all filling its height. */
export function waveformOf(levels: readonly number[]): readonly number[] {
  const count = Math.min(MOST_BARS, levels.length);
  const bars = Array.from({ length: count }, (_, at) => {
    const from = Math.floor((at * levels.length) / count);
    return Math.max(...levels.slice(from, Math.max(from + 1, Math.floor(((at + 1) * levels.length) / count))));
  });
  const most = Math.max(0.05, ...bars);
  return bars.map((bar) => Math.round((bar / most) * 100) / 100);
}
