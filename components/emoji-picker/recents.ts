import type { Tone } from './tones.js';

const RECENT = 'im-emoji-recent';
const TONE = 'im-emoji-tone';
const MOST = 24;

/** What this browser remembers; written only when somebody chose, and where storage is denied not at all. */
const attempt = <T>(run: () => T, otherwise: T): T => {
  try {
    return run();
  } catch {
    return otherwise;
  }
};

export const recents = (): readonly string[] =>
  attempt(() => {
    const kept: unknown = JSON.parse(localStorage.getItem(RECENT) ?? '[]');
    return Array.isArray(kept)
      ? kept.filter((one): one is string => typeof one === 'string' && one.length < 40).slice(0, MOST)
      : [];
  }, []);

export const remember = (emoji: string): void => {
  const next = [emoji, ...recents().filter((one) => one !== emoji)].slice(0, MOST);
  attempt(() => localStorage.setItem(RECENT, JSON.stringify(next)), undefined);
};

export const toneKept = (): Tone => attempt(() => (Number(localStorage.getItem(TONE)) % 6 || 0) as Tone, 0);
export const keepTone = (tone: Tone): void => attempt(() => localStorage.setItem(TONE, String(tone)), undefined);
