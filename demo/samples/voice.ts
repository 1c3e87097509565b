import { melodyAddress, SPEECH } from '../lib/media.js';
import type { Sample } from '../lib/sample.js';

const file = { name: 'voice.wav', bytes: 192_044, mime: 'audio/wav', url: melodyAddress(12) };
const peer = { own: false, senderId: 'ben' } as const;

export const sample: Sample = {
  kind: 'voice',
  states: [
    { name: 'Own', content: { kind: 'voice', file, seconds: 12, waveform: SPEECH } },
    { name: 'Not played yet', content: { kind: 'voice', file, seconds: 12, waveform: SPEECH }, message: peer },
    { name: 'Without a waveform', content: { kind: 'voice', file, seconds: 12 }, message: peer },
    {
      name: 'Of a kind that this browser cannot play',
      content: {
        kind: 'voice',
        file: { id: 'amr', name: 'voice.amr', bytes: 9000, mime: 'audio/amr' },
        seconds: 75,
        waveform: SPEECH,
      },
      message: peer,
    },
    {
      name: 'On its way',
      content: {
        kind: 'voice',
        file: { name: 'voice.webm', bytes: 40_000, mime: 'audio/webm', localKey: 'none' },
        seconds: 4,
        waveform: SPEECH.slice(0, 20),
      },
      message: { order: undefined, delivery: { state: 'uploading' } },
    },
  ],
};
