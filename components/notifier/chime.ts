/** Two soft notes, a fourth apart: pitch in hertz, beginning and length in seconds. */
const NOTES = [
  { pitch: 880, at: 0, length: 0.16 },
  { pitch: 1174.66, at: 0.09, length: 0.26 },
] as const;
const LOUD = 0.12;
/** A burst of messages sounds once within this many milliseconds. */
const REST = 1_000;

let context: AudioContext | undefined;
let last = Number.NEGATIVE_INFINITY;

/** Pages make no sound before somebody has done something in them; browsers would keep it back, and sound it later. */
const mayBeHeard = (): boolean =>
  typeof AudioContext !== 'undefined' && navigator.userActivation?.hasBeenActive !== false;

const note = (to: AudioContext, { pitch, at, length }: (typeof NOTES)[number]): void => {
  const begin = to.currentTime + at;
  const tone = new OscillatorNode(to, { type: 'sine', frequency: pitch });
  const volume = new GainNode(to, { gain: 0 });
  volume.gain.setValueAtTime(0.0001, begin);
  volume.gain.exponentialRampToValueAtTime(LOUD, begin + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.0001, begin + length);
  tone.connect(volume).connect(to.destination);
  tone.start(begin);
  tone.stop(begin + length + 0.02);
};

/** Sounds once, made here and not loaded. Answers whether it could be heard; never throws. */
export async function chime(now = performance.now()): Promise<boolean> {
  if (!mayBeHeard()) return false;
  if (now - last < REST) return true;
  last = now;
  try {
    context ??= new AudioContext();
    if (context.state === 'suspended') await context.resume();
    const sounding = context;
    for (const one of NOTES) note(sounding, one);
    return true;
  } catch {
    return false;
  }
}
